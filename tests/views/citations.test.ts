import { expect, test } from 'vitest';
import { createCitations } from '../../src/views/citations.ts';
import { sampleEntry } from '../entries/sample-entry.ts';

const source = (publisher: string) => ({ publisher, reliability: 'C' as const, origin: 'An official' });

test('sources are numbered in the order in which a reply cites them, each once', () => {
  const entry = sampleEntry('a', {
    sources: { one: source('One'), two: source('Two'), three: source('Three') },
  });
  const citations = createCitations();
  expect(citations.prose(entry, 'A.[^two] B.[^one][^two]').filter(({ kind }) => kind === 'citation')).toEqual(
    [
      { kind: 'citation', number: 1 },
      { kind: 'citation', number: 2 },
      { kind: 'citation', number: 1 },
    ],
  );
  expect(JSON.stringify(citations.block())).toMatch(/"number":1.*Two.*"number":2.*One/);
  expect(JSON.stringify(citations.block())).not.toContain('Three');
});

test('one id in two briefings names two sources', () => {
  const citations = createCitations();
  expect(citations.number(sampleEntry('a'), 'wire')).toBe(1);
  expect(citations.number(sampleEntry('b'), 'wire')).toBe(2);
});

test('a reply that cites nothing lists nothing', () => {
  expect(createCitations().block()).toEqual([]);
});
