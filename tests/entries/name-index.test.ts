import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { createNameIndex } from '../../src/entries/names/name-index.ts';
import { normalizeName } from '../../src/entries/names/normalized-name.ts';
import type { NamedItem } from '../../src/entries/names/placed-names.ts';

/** Few letters, so that words are often near each other. */
const word = fc.stringMatching(/^[abé1]{1,7}$/);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const names = fc.array(name, { maxLength: 3 });
const thing = fc.record({
  id: fc.stringMatching(/^[a-f]$/),
  names,
  aliases: names,
  related: names,
});
const change = fc.oneof(
  { weight: 4, arbitrary: thing },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-f]$/).map((id) => id) },
);

describe('names', () => {
  test('are found and ranked as MiniSearch finds and ranks them, after any changes', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 20 }),
        name,
        fc.integer({ min: 1, max: 8 }),
        (changes, words, limit) => {
          const index = createNameIndex();
          const kept = new Map<string, NamedItem>();
          for (const each of changes) {
            if (typeof each === 'string') {
              index.remove(each);
              kept.delete(each);
            } else {
              index.put(each);
              kept.set(each.id, each);
            }
            // Some changes are taken in one by one, others together.
            if (kept.size % 2 === 0) index.prepare(1);
          }
          const worth = miniSearch([...kept.values()], words);
          const found = index.search(words, limit);
          expect(new Set(found).size).toBe(found.length);
          expect(found).toHaveLength(Math.min(limit, worth.size));
          // Of things worth the same, either may come first.
          const best = [...worth.values()].sort((a, b) => b - a);
          found.forEach((id, rank) => {
            expect(worth.get(id)).toBeCloseTo(best[rank] ?? Number.NaN, 9);
          });
        },
      ),
    );
  });

  test('of equal worth come in the order of their ids, whatever the order in which they were learnt', () => {
    for (const order of [
      ['b', 'a', 'c'],
      ['c', 'b', 'a'],
    ]) {
      const index = createNameIndex();
      for (const id of order) index.put({ id, names: ['oman'], aliases: [], related: [] });
      expect(index.search('omam', 3)).toEqual(['a', 'b', 'c']);
    }
  });

  test('nothing is found in an index of nothing, by no words, or where nothing is wanted', () => {
    const index = createNameIndex();
    expect(index.search('oman', 3)).toEqual([]);
    index.put({ id: 'a', names: ['oman'], aliases: [], related: [] });
    expect(index.search(' …', 3)).toEqual([]);
    expect(index.search('oman', 0)).toEqual([]);
    index.remove('a');
    expect(index.search('oman', 3)).toEqual([]);
  });
});

/** What each thing found is worth. */
function miniSearch(things: readonly NamedItem[], words: string): ReadonlyMap<string, number> {
  const index = new MiniSearch<NamedItem>({
    fields: ['names', 'aliases', 'related'],
    extractField: (each, field) => {
      if (field === 'id') return each.id;
      return (field === 'names' ? each.names : field === 'aliases' ? each.aliases : each.related).join(' ');
    },
    tokenize: (text) => normalizeName(text).split(' '),
    processTerm: (term) => term || null,
    searchOptions: {
      boost: { names: 4, aliases: 3, related: 1 },
      prefix: true,
      fuzzy: (term) => (term.length > 2 ? 0.34 : false),
      weights: { fuzzy: 0.3, prefix: 0.7 },
    },
  });
  index.addAll(things);
  const swapped = normalizeName(words)
    .split(' ')
    .flatMap((each) =>
      Array.from({ length: each.length - 1 }, (_, at) =>
        [each.slice(0, at), each[at + 1], each[at], each.slice(at + 2)].join(''),
      ),
    )
    .join(' ');
  const attempts = [
    index.search(words, { combineWith: 'AND' }),
    index.search(words),
    index.search(swapped, { fuzzy: false, prefix: false }),
  ];
  const found = attempts.find((results) => results.length > 0) ?? [];
  return new Map(found.map(({ id, score }) => [String(id), score]));
}
