import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { textArgument } from '../../src/dispatch/arguments.ts';
import { MAXIMUM_LINE, readWords, wordsOf } from '../../src/dispatch/parse-words.ts';
import { typedLine } from '../../src/dispatch/typed-line.ts';
import { UserError } from '../../src/errors.ts';
import { sampleCommands, sampleVocabulary } from '../sample-commands.ts';

const read = (line: string) => readWords(line, sampleCommands, sampleVocabulary);
const call = (line: string) => {
  const { command, options } = read(line);
  return [command.name, options];
};

describe('a line is split', () => {
  test.each([
    ['show iran-talks', ['show', 'iran-talks']],
    ['  show \t iran-talks\n', ['show', 'iran-talks']],
    ['show\u00a0iran-talks\u3000now', ['show', 'iran-talks', 'now']],
    ['show "iran talks" now', ['show', 'iran talks', 'now']],
    ['show “iran talks”', ['show', 'iran talks']],
    ['show „iran talks“', ['show', 'iran talks']],
    ['show «iran  talks»', ['show', 'iran talks']],
    ['show "iran talks', ['show', 'iran talks']],
    ['"" show ""', ['show']],
    ['what’s Iran’s aim', ['what’s', 'Iran’s', 'aim']],
    ['', []],
  ])('%j', (line, words) => {
    expect(typedLine(line).words).toEqual(words);
  });
});

describe('a line means', () => {
  test.each([
    ['', 'list', {}],
    ['iran talks', 'show', { topic: 'iran talks' }],
    ['Iran-Talks actors', 'actors', { topic: 'Iran-Talks' }],
    ['skepticism iran-talks', 'skepticism', { topic: 'iran-talks' }],
    ['iran talks skepticism', 'skepticism', { topic: 'iran talks' }],
    ['“iran talks” Actors', 'actors', { topic: 'iran talks' }],
    ['SHOW Iran Talks', 'show', { topic: 'Iran Talks' }],
    ['  gulf   leverage   actors ', 'actors', { topic: 'gulf leverage' }],
    ['gulf actors', 'actors', { topic: 'gulf' }],
    ['iran-talks actor', 'actors', { topic: 'iran-talks' }],
    ['iran-talk actor', 'actors', { topic: 'iran-talk' }],
    ['search nuclear programme', 'search', { words: 'nuclear programme' }],
    ['list oil', 'list', { tag: 'oil' }],
    ['help Actors', 'help', { command: 'actors' }],
    ['mode WEEKLY gulf leverage', 'mode', { mode: 'weekly', topic: 'gulf leverage' }],
    ['since iran talks last week', 'since', { topic: 'iran talks', since: 'last week' }],
    ['iran talks since last week', 'since', { topic: 'iran talks', since: 'last week' }],
    ['actors in the iran talks', 'actors', { topic: 'iran talks' }],
    ['give me the actors please', 'show', { topic: 'give me the actors please' }],
    ['give me the actors', 'actors', {}],
    ['help!', 'help', {}],
    ['search?', 'help', { command: 'search' }],
    ['pause?', 'help', { command: 'pause' }],
    ['list.', 'list', {}],
  ])('%j: %s %o', (line, name, options) => {
    expect(call(line)).toEqual([name, options]);
  });

  test.each([
    ['a topic that nobody knows', 'peru elections', { topic: 'peru elections' }],
    ['one with a section', 'actors peru elections', { topic: 'peru elections' }],
    ['one before a section', 'peru elections actors', { topic: 'peru elections' }],
    ['a topic with more words', 'iran talks tomorrow', { topic: 'iran talks tomorrow' }],
  ])('%s is looked up by the command, which knows near names', (_, line, options) => {
    expect(call(line)[1]).toEqual(options);
  });
});

test('a name of several briefings is one, however many words it has', () => {
  const ask = sampleCommands.flatMap((command) =>
    command.name === 'search'
      ? [{ ...command, name: 'ask', args: z.object({ question: textArgument('?') }) }]
      : [],
  );
  const vocabulary = { ...sampleVocabulary, isName: (words: string) => words === 'the two peace talks' };
  const named = (line: string) => readWords(line, [...sampleCommands, ...ask], vocabulary).command.name;
  expect(named('the two peace talks')).toBe('show');
  expect(named('the two peace treaties')).toBe('ask');
});

describe('a line is refused politely', () => {
  const refusal = (line: string): UserError => {
    try {
      read(line);
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
    throw new Error(`expected “${line}” to be refused`);
  };

  test('when words are left over', () => {
    expect(refusal('iran-talks actors now please')).toMatchObject({
      code: 'invalid',
      message: 'I do not know what to do with “now please” after “actors”.',
      alternatives: [{ words: 'help actors' }],
    });
    expect(refusal('help actors show').message).toContain('“show” after “help”');
  });

  test('when it is endless', () => {
    expect(read('x '.repeat(MAXIMUM_LINE / 2)).command.name).toBe('show');
    expect(refusal('x'.repeat(MAXIMUM_LINE + 1))).toMatchObject({
      code: 'invalid',
      message: `That is ${MAXIMUM_LINE + 1} characters long.`,
    });
  });
});

const word = fc.oneof(
  fc.constantFrom(
    'show',
    'actors',
    'list',
    'search',
    'mode',
    'daily',
    'since',
    'help',
    'iran',
    'talks',
    'iran-talks',
    'gulf',
    'leverage',
    '/brief',
    '"',
    '“',
    '”',
    '«',
    "'",
    '?',
    '7',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);
const line = fc
  .array(fc.tuple(word, fc.constantFrom(' ', '  ', '\u00a0', '', '\n')), { maxLength: 12 })
  .map((parts) => parts.flat().join(''));

test('whatever is typed is understood or refused with a reason', () => {
  fc.assert(
    fc.property(line, (typed) => {
      try {
        read(typed);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 500 },
  );
});

test('a command that reads its own words is repeated in them', () => {
  const own = sampleCommands.map((command) =>
    command.name === 'list'
      ? { ...command, readWords: (words: readonly string[]) => ({ tag: words.at(-1) }) }
      : command,
  );
  const words = wordsOf(readWords('list at “nine sharp” oil', own, sampleVocabulary));
  expect(words).toBe('list at “nine sharp” oil');
});

test('the words that stand for a call mean that same call', () => {
  fc.assert(
    fc.property(line, (typed) => {
      let words: string;
      try {
        words = wordsOf(read(typed));
      } catch {
        return;
      }
      expect(wordsOf(read(words))).toBe(words);
    }),
    { numRuns: 500 },
  );
});
