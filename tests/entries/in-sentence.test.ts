import { expect, test } from 'vitest';
import { inSentence } from '../../src/entries/names/in-sentence.ts';

test.each([
  ['United States', 'the United States'],
  ['United Nations Security Council', 'the United Nations Security Council'],
  ['Unnamed US officials', 'unnamed US officials'],
  ['Senior envoys', 'senior envoys'],
  ['Iran', 'Iran'],
  ['Some', 'some'],
  ['Somerset Council', 'Somerset Council'],
  ['Unitedness', 'Unitedness'],
])('“%s” reads “%s” within a sentence', (name, expected) => {
  expect(inSentence(name)).toBe(expected);
});
