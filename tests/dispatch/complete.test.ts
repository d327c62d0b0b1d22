import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complete } from '../../src/dispatch/complete.ts';
import { sampleCommands, sampleVocabulary } from '../sample-commands.ts';
import { asker } from '../shipped-core.ts';

const completions = (words: string, limit = 20) =>
  complete({ input: { kind: 'words', words }, asker, limit }, sampleCommands, sampleVocabulary);
const replacements = (words: string, limit?: number) =>
  completions(words, limit).map(({ replacement }) => replacement);

describe('a line is completed', () => {
  test.each([
    ['sh', ['show']],
    ['SE', ['search']],
    ['ira', ['iran-talks']],
    ['s', ['show', 'skepticism', 'since', 'search']],
    ['show ', ['show iran-talks', 'show gulf-leverage']],
    ['show gu', ['show gulf-leverage']],
    ['iran-talks ', ['iran-talks show', 'iran-talks actors', 'iran-talks skepticism', 'iran-talks since']],
    ['Iran talks ac', ['Iran talks actors']],
    ['list mid', ['list middle-east']],
    ['help sk', ['help skepticism']],
    ['mode we', ['mode weekly']],
    ['mode daily ir', ['mode daily iran-talks']],
    ['show iran-talks ', []],
    ['search anything', []],
  ])('%j → %j', (words, expected) => {
    expect(replacements(words)).toEqual(expected);
  });

  test('from nothing: some briefings, then the commands', () => {
    expect(replacements('', 50)).toEqual([
      'iran-talks',
      'gulf-leverage',
      ...sampleCommands.map(({ name }) => name),
    ]);
  });
});

test('one option of a command is completed by itself', () => {
  const option = (command: string, name: string, partial: string) =>
    complete(
      { input: { kind: 'option', command, option: name, partial }, asker, limit: 5 },
      sampleCommands,
      sampleVocabulary,
    ).map(({ replacement }) => replacement);
  expect(option('show', 'topic', 'gul')).toEqual(['gulf-leverage']);
  expect(option('mode', 'mode', 'd')).toEqual(['daily']);
  expect(option('show', 'nothing', '')).toEqual([]);
  expect(option('nothing', 'topic', '')).toEqual([]);
});

test('whatever is typed, there are no more than asked for, and each continues a line', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc
          .array(fc.constantFrom('show', 'iran', 'talks', 'list', 'mode', '"', ' ', 'a'), { maxLength: 9 })
          .map((words) => words.join(' ')),
      ),
      fc.integer({ min: 0, max: 25 }),
      (words, limit) => {
        const found = completions(words, limit);
        expect(found.length).toBeLessThanOrEqual(limit);
        for (const { value, replacement } of found) expect(replacement.endsWith(value)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
