import { expect, test } from 'vitest';
import { counted } from '../src/counted.ts';

test.each([
  [0, 'briefing', '0 briefings'],
  [1, 'briefing', '1 briefing'],
  [2, 'more doubt', '2 more doubts'],
])('%i %s', (number, noun, expected) => {
  expect(counted(number, noun)).toBe(expected);
});
