import { describe, expect, test } from 'vitest';
import { MAXIMUM_LINE } from '../../src/dispatch/parse-words.ts';
import { ENTRY_LIMITS } from '../../src/entries/entry.ts';
import { builtPatterns, literalPatterns, nameOf, type Pattern } from './collect.ts';
import { judge, recordedVerdicts } from './judge.ts';

/**
 * Where a pattern may take time that grows with the square of the text, because the text is short: what it is and its
 * longest length in characters. Four thousand squared are some milliseconds.
 */
const SHORT_INPUT: readonly { readonly where: string; readonly input: string; readonly longest: number }[] = [
  {
    where: 'src/answers/',
    input: 'questions, and sentences of one prose field',
    longest: ENTRY_LIMITS.proseLength,
  },
  { where: 'src/entries/', input: 'one prose field', longest: ENTRY_LIMITS.proseLength },
  { where: 'src/views/', input: 'a sentence of one prose field', longest: ENTRY_LIMITS.proseLength },
  { where: 'src/search/query.ts', input: 'a line that a person typed', longest: MAXIMUM_LINE },
  { where: 'src/pictures/lettering.ts', input: 'one line of a picture', longest: ENTRY_LIMITS.proseLength },
  {
    where: 'src/platforms/discord/',
    input: 'one address or run of a reply',
    longest: ENTRY_LIMITS.proseLength,
  },
  { where: 'src/config/config.ts', input: 'a setting, written by the operator', longest: 4096 },
];

const recorded = recordedVerdicts();
const patterns = [...literalPatterns(), ...(await builtPatterns())];

function isShort({ files }: Pattern): boolean {
  return files.every((file) => SHORT_INPUT.some(({ where }) => file.startsWith(where)));
}

test('every pattern of the program, and no other, has been looked at', () => {
  const names = patterns.map(nameOf).sort();
  expect([...recorded.keys()].sort(), 'after a change of patterns: npm run patterns').toEqual(names);
});

describe('the time that a regular expression takes', () => {
  test('grows with the text, and with its square only where the text is short', () => {
    const wrong = patterns.flatMap((pattern) => {
      const verdict = recorded.get(nameOf(pattern));
      if (verdict === undefined || verdict === 'linear') return [];
      if (verdict === 'quadratic' && isShort(pattern)) return [];
      return [`${verdict}: ${nameOf(pattern)} in ${pattern.files.join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });

  test('is short where texts are said to be', () => {
    expect(SHORT_INPUT.filter(({ longest }) => longest > 4096)).toEqual([]);
  });
});

test('patterns are found as literals and as what modules put together', () => {
  expect(literalPatterns().length).toBeGreaterThan(100);
  expect(patterns.map(nameOf)).toContain('/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/');
  expect(patterns.some(({ source }) => source.includes('(?:low|moderate|high)'))).toBe(true);
});

test('the checker knows a bad pattern from a good one', async () => {
  expect(await judge({ source: '^(a+)+$', flags: '' })).toBe('worse');
  expect(await judge({ source: '\\s+$', flags: 'u' })).toBe('quadratic');
  expect(await judge({ source: '^[a-z]+$', flags: 'u' })).toBe('linear');
});
