import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay, formatEstimate, likelihoodBar, plainText } from '../src/plain-text.ts';
import type { Block, Reply, Spans } from '../src/reply.ts';
import { arbitraryReply } from './reply-arbitrary.ts';

const forms = { command: (words: string) => `/brief ${words}`, time: (at: number) => `<${at}>` };

/** Every text of the tree, found without knowing what a block is: whatever is a string under one of these names. */
const TEXT_FIELDS = new Set(['text', 'url', 'name', 'title', 'term', 'alternative', 'label', 'words']);
function textsIn(value: unknown, field = ''): readonly string[] {
  if (typeof value === 'string') return TEXT_FIELDS.has(field) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, key));
}

/** The map is told by its sentences, and buttons are told elsewhere. */
function toldIn(block: Block): readonly string[] {
  if (block.kind === 'actions') return [];
  return textsIn(block.kind === 'actor-map' ? { title: block.title, alternative: block.alternative } : block);
}

test('has every text of the reply', () => {
  fc.assert(
    fc.property(arbitraryReply, (reply) => {
      const plain = plainText(reply, forms);
      for (const told of reply.blocks.flatMap(toldIn)) expect(plain).toContain(told);
    }),
    { numRuns: 100 },
  );
});

const plain = (...spans: Spans) => plainText({ tone: 'plain', blocks: [{ kind: 'text', spans }] }, forms);

describe('a span reads', () => {
  test('as its platform writes commands and times', () => {
    expect(plain({ kind: 'command', words: 'help' }, { kind: 'time', at: 5, style: 'time' })).toBe(
      '/brief help<5>',
    );
  });

  test('with the address of a link, once', () => {
    expect(plain({ kind: 'link', text: 'a', url: 'https://a.org' })).toBe('a (https://a.org)');
    expect(plain({ kind: 'link', text: 'https://a.org', url: 'https://a.org' })).toBe('https://a.org');
  });

  test('with the number of a citation', () => {
    expect(plain({ kind: 'text', text: 'So.' }, { kind: 'citation', number: 2 })).toBe('So. [2]');
  });
});

test('days are told to the precision in which they are known', () => {
  expect(['2026-02-05', '2026-12', '1999'].map(formatDay)).toEqual(['5 Feb 2026', 'Dec 2026', '1999']);
});

test('an estimate is told as term and range, its absence as such', () => {
  expect(formatEstimate({ term: 'likely', low: 55, high: 80 })).toBe('likely (55–80 %)');
  expect(formatEstimate(undefined)).toBe('not assessed');
});

test('a bar has ten cells, filled to the middle of the range', () => {
  expect(likelihoodBar({ term: 'likely', low: 55, high: 80 })).toBe('▰▰▰▰▰▰▰▱▱▱');
  expect(likelihoodBar({ term: 'remote', low: 0, high: 5 })).toBe('▱▱▱▱▱▱▱▱▱▱');
  expect(likelihoodBar({ term: 'sure', low: 100, high: 100 })).toBe('▰▰▰▰▰▰▰▰▰▰');
  expect(likelihoodBar(undefined)).toBe('▱▱▱▱▱▱▱▱▱▱');
});

test('expected and overdue events are told as such', () => {
  const event = (state: 'past' | 'expected' | 'overdue') => ({
    day: '2026-02',
    spans: [{ kind: 'text', text: 'x' } as const],
    state,
  });
  const reply: Reply = {
    tone: 'plain',
    blocks: [{ kind: 'timeline', events: [event('past'), event('expected'), event('overdue')] }],
  };
  expect(plainText(reply, forms).split('\n')).toEqual([
    'Feb 2026: x',
    'Feb 2026 (expected): x',
    'Feb 2026 (overdue): x',
  ]);
});
