import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NameTerms } from '../../src/entries/names/name-terms.ts';

/** Few letters, one of them two code units long, so that words are often near each other. */
const word = fc
  .array(fc.constantFrom('a', 'b', 'c', '𐌀'), { minLength: 1, maxLength: 9 })
  .map((letters) => letters.join(''));
const words = fc.uniqueArray(word, { maxLength: 40 });

describe('the terms near a word', () => {
  test('are those within the Levenshtein distance, and no others, also after some were dropped', () => {
    fc.assert(
      fc.property(words, words, word, fc.integer({ min: 1, max: 6 }), (added, dropped, looked, most) => {
        const terms = new NameTerms();
        for (const text of added) terms.getOrAdd(text);
        terms.sort();
        for (const text of dropped) terms.dropIfEmpty({ text, postings: [] });
        const found = terms.within(looked, most).map(({ term, edits }) => [term.text, edits] as const);
        const expected = added
          .filter((text) => !dropped.includes(text))
          .map((text) => [text, levenshtein(looked, text)] as const)
          .filter(([, edits]) => edits <= most)
          .sort(([a], [b]) => (a < b ? -1 : 1));
        expect(found).toEqual(expected);
      }),
    );
  });

  test('are those that begin with it', () => {
    fc.assert(
      fc.property(words, word, (added, start) => {
        const terms = new NameTerms();
        for (const text of added) terms.getOrAdd(text);
        expect(terms.withStart(start).map(({ text }) => text)).toEqual(
          added.filter((text) => text.startsWith(start)).sort(),
        );
      }),
    );
  });
});

/** By its definition, in UTF-16 code units. */
function levenshtein(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1)
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1),
        ),
      );
    last = row;
  }
  return last[b.length] ?? 0;
}
