import { expect, test } from 'vitest';
import { matchItems, wordLikeness } from '../../src/entries/diff/matching.ts';

test('what reads the same is the same, though something else is as alike', () => {
  const matching = matchItems(['OMAN HOSTS', 'Oman hosts'], ['Oman hosts'], wordLikeness);
  expect(matching).toEqual({
    pairs: [{ before: 'Oman hosts', after: 'Oman hosts' }],
    removed: ['OMAN HOSTS'],
    added: [],
  });
});

test('items that are there several times are each used once', () => {
  const matching = matchItems(['a', 'b', 'a'], ['a', 'a', 'a'], wordLikeness);
  expect(matching.pairs).toHaveLength(2);
  expect(matching.removed).toEqual(['b']);
  expect(matching.added).toEqual(['a']);
});

test('only what differs is compared', () => {
  const compared: string[] = [];
  const items = Array.from({ length: 100 }, (_, at) => `item ${at}`);
  matchItems(items, items.with(50, 'item fifty'), (before, after) => {
    compared.push(`${before} with ${after}`);
    return wordLikeness(before, after);
  });
  expect(compared).toEqual(['item 50 with item fifty']);
});
