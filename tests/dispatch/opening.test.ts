import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openingOf } from '../../src/dispatch/opening.ts';
import { MAXIMUM_LINE } from '../../src/dispatch/parse-words.ts';
import { buttonWords, type CoreForTests, startCore, textOf } from '../shipped-core.ts';

let core: CoreForTests;
beforeAll(async () => {
  core = await startCore();
});
afterAll(() => core.end());

const wordsFor = async (line: string) => (await core.ask(line)).words;

describe('a line that opens a conversation', () => {
  test.each([
    'tell me about iran talks',
    'Tell me about the Iran talks, please.',
    'tldr iran talks',
    'iran talks tl;dr',
    'iran-talks summary',
    'summary of iran-talks',
    'whats going on with iran',
    'what’s going on with the Iran talks?',
    'What is happening in the Oman talks?',
    'catch me up on muscat meeting',
    'give me a quick update on iran talks',
    'update on iran talks',
    'the latest on iran talks',
    'show me iran talks',
    'what do we know about the iran talks?',
  ])('“%s” shows the briefing that it names', async (line) => {
    expect(await wordsFor(line)).toBe('show iran-talks');
  });

  test.each(['catch me up', 'whats going on', 'give me an update', 'brief me please'])(
    '“%s” names none: all are listed',
    async (line) => {
      expect(await wordsFor(line)).toBe('list');
    },
  );

  test.each([
    ['outlook for the Iran talks', 'outlook "Iran talks"'],
    ['sources of iran-talks', 'sources iran-talks'],
  ])('“%s” shows that section', async (line, words) => {
    expect(await wordsFor(line)).toBe(words);
  });

  test.each([
    'is the oman meeting happening?',
    'what is new in iran talks?',
    'any updates on iran talks?',
    'tell me about oman',
    'iran talks tell me about oman',
    'tell me more about it',
    'what changed in iran talks',
  ])('“%s” is a question all the same', async (line) => {
    expect(await wordsFor(line)).toMatch(/^ask /);
  });
});

describe('a line that is no command and names nothing', () => {
  test.each([
    'I wonder what Oman gets from all this',
    'washington and the ultimatum',
    'triggers for the talks collapsing',
    'what the official said',
    'who hosts',
    'whats new',
    'and Iran',
  ])('of several words, or that begins like one, is a question: “%s”', async (line) => {
    expect(await wordsFor(line)).toBe(`ask ${line}`);
  });

  test.each(['us reax', 'peru elections', 'iran-tlaks'])(
    'of one or two words is an unknown name, which can be asked: “%s”',
    async (line) => {
      const { reply, outcome } = await core.ask(line);
      expect(outcome).toBe('not_found');
      expect(textOf(reply)).toContain(`There is no briefing called “${line}”.`);
      expect(buttonWords(reply).at(-1)).toBe(`ask ${line}`);
    },
  );

  test.each(['ask?', 'search?', 'actor?'])('“%s” asks how that is used', async (line) => {
    expect(await wordsFor(line)).toBe(`help ${line.slice(0, -1)}`);
  });
});

test.each(['outlook', 'actors', 'timeline', 'sources', 'give me the sources'])(
  '“%s” without a briefing offers the briefings',
  async (line) => {
    const section = line.split(' ').at(-1);
    const { reply, outcome } = await core.ask(line);
    expect(outcome).toBe('invalid');
    expect(buttonWords(reply)).toEqual([`${section} iran-talks`, `${section} gulf-leverage`, 'list']);
  },
);

describe('quotation marks of a question', () => {
  const QUESTION = 'Are "Arab governments" and "regional partners" the same group?';
  test.each([QUESTION, `ask ${QUESTION}`, `iran-talks ${QUESTION}`, `ask iran-talks ${QUESTION}`])(
    'reach the answer, also when it is shared: %s',
    async (line) => {
      const { reply, words } = await core.ask(line);
      expect(textOf(reply)).toContain('does not say how these overlap');
      expect(words).toContain(QUESTION);
      expect(await wordsFor(words)).toBe(words);
    },
  );
});

test.each(['tell ', 'a ', 'iran '])(
  'a line full of “%s” opens nothing, and is not looked through',
  (word) => {
    const lookedUp: string[] = [];
    const vocabulary = {
      topic: (words: string) => void lookedUp.push(words),
      isName: () => false,
      suggest: () => [],
    };
    expect(openingOf(word.repeat(MAXIMUM_LINE / word.length), vocabulary)).toBeUndefined();
    expect(lookedUp).toEqual([]);
  },
);
