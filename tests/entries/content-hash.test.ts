import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../src/entries/entry.ts';
import { contentHash } from '../../src/entries/revisions/content-hash.ts';
import { sampleEntry } from '../store/sample-entry.ts';

const entry = sampleEntry('iran-talks', {
  tags: ['middle-east', 'nuclear'],
  sources: {
    2: { publisher: 'Two', reliability: 'B', origin: 'an official' },
    10: { publisher: 'Ten', reliability: 'C', origin: 'a witness' },
    agency: { publisher: 'Agency', reliability: 'A', origin: 'its own reporter' },
  },
});

test('is 64 hexadecimal digits, and stays the same from version to version', () => {
  expect(contentHash(sampleEntry('iran-talks'))).toBe(
    'a14489624d1bbf855098107a847a30242919cfdf4b831e87c18ab1e6a716a15b',
  );
});

test('does not depend on the order of keys, at any depth', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (ranks) => {
      expect(contentHash(withShuffledKeys(entry, ranks))).toBe(contentHash(entry));
    }),
  );
});

test('does not depend on the id, which names the file', () => {
  expect(contentHash({ ...entry, id: 'renamed' })).toBe(contentHash(entry));
});

test('changes with any field, and with the order of a list', () => {
  const variants: Entry[] = [
    entry,
    { ...entry, as_of: '2026-02-06' },
    { ...entry, bottom_line: `${entry.bottom_line} ` },
    { ...entry, review_by: '2026-02-09' },
    { ...entry, tags: ['nuclear', 'middle-east'] },
    { ...entry, tags: ['middle-east,nuclear'] },
    { ...entry, sources: {} },
  ];
  expect(new Set(variants.map(contentHash)).size).toBe(variants.length);
});

function withShuffledKeys(value: Entry, ranks: Iterator<number>): Entry {
  return JSON.parse(JSON.stringify(value), (_, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(
      Object.entries(member)
        .map(([key, inner]) => ({ key, inner, rank: Number(ranks.next().value) }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ key, inner }) => [key, inner]),
    );
  });
}
