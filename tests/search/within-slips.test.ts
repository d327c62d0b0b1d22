import { assert, constantFrom, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { withinSlips } from '../../src/search/vocabulary.ts';

/** Few letters, so that words are often near each other. */
const word = string({ unit: constantFrom('a', 'b', 'c'), maxLength: 7 });

/** The restricted Damerau-Levenshtein distance as it is defined: by what is left of both words. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restOfA, restOfB] = [a.slice(1), b.slice(1)];
  const nearest = Math.min(
    1 + distance(restOfA, b),
    1 + distance(a, restOfB),
    (a[0] === b[0] ? 0 : 1) + distance(restOfA, restOfB),
  );
  const swapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  return swapped ? Math.min(nearest, 1 + distance(a.slice(2), b.slice(2))) : nearest;
}

test.each([1, 2])('words are within %i slips when that is their distance at most', (slips) => {
  assert(
    property(word, word, (a, b) => {
      expect(withinSlips(a, b, slips)).toBe(distance(a, b) <= slips);
    }),
  );
});
