import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { Occurrences } from '../../src/answers/retrieval/occurrences.ts';

const WORDS = ['iran', 'oman', 'talk', 'host', 'press', 'ship'];

/** Statements of a few words, some of which come again. */
const statements = array(array(constantFrom(...WORDS), { maxLength: 8 }), { maxLength: 6 });

function positionsOf(word: string, occurrences: Occurrences): readonly number[] {
  const positions: number[] = [];
  occurrences.each(word, (position) => positions.push(position));
  return positions;
}

test('each word is found in the statements that have it, in their order, once in each', () => {
  assert(
    property(statements, (given) => {
      const occurrences = new Occurrences(given);
      for (const word of WORDS) {
        const expected = given.flatMap((words, position) => (words.includes(word) ? [position] : []));
        expect(positionsOf(word, occurrences)).toEqual(expected);
        expect(occurrences.countOf(word)).toBe(expected.length);
        expect(occurrences.has(word)).toBe(expected.length > 0);
      }
    }),
  );
});

test('items are in the order in which they are met, and known by their places', () => {
  const occurrences = new Occurrences([['oman', 'host', 'oman'], [], ['iran', 'oman']]);
  expect(occurrences.items).toEqual(['oman', 'host', 'iran']);
  expect(occurrences.items.map((item) => occurrences.numberOf(item))).toEqual([0, 1, 2]);
  expect(occurrences.numberOf('ship')).toBeUndefined();
});
