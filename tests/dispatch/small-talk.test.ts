import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSmallTalk } from '../../src/dispatch/small-talk.ts';
import { asker, blocksOf, buttonWords, type CoreForTests, startCore } from '../shipped-core.ts';

describe('small talk', () => {
  test.each([
    'hi',
    'Hello!',
    'hey there 👋',
    'helo',
    'helllo',
    'Good morning, Rapporteur',
    'thanks',
    'thnaks!!',
    'thank you so much',
    'ok thanks',
    'OK.',
    'okk',
    'who are you?',
    'Who r u',
    'who ar you?',
    'hi, who are you?',
    'what can you do?',
    'waht can you do',
    'What can I ask you?',
    'what’s your name',
    'how does this work?',
    'help me please',
    'are you a bot?',
  ])('is “%s”', (line) => {
    expect(isSmallTalk(line)).toBe(true);
  });

  test.each([
    '',
    '👍',
    'who are you sure about?',
    'who are they?',
    'what can you do about the claim that nine countries called?',
    'what can Iran do?',
    'how is Oman?',
    'thanks to whom did the talks move?',
    'ok, who hosts?',
    'is that ok with Iran?',
    'tanks',
    'help list',
    'what do you know about Oman?',
    'the',
    'for you',
    `${'hello '.repeat(11)}`,
  ])('is not “%s”', (line) => {
    expect(isSmallTalk(line)).toBe(false);
  });
});

describe('is answered in a line with the buttons of help', () => {
  let core: CoreForTests;
  beforeAll(async () => {
    core = await startCore();
  });
  afterAll(() => core.end());

  const hello = (words: string) => core.ask(words, { audience: 'channel' });

  test.each(['hi', 'thanks!', 'ask thanks!', 'ask ok', 'iran-talks who are you?', 'What can you do?'])(
    '“%s”',
    async (words) => {
      const { reply, outcome } = await hello(words);
      expect(outcome).toBe('ok');
      expect(blocksOf(reply, 'text')).toHaveLength(1);
      expect(blocksOf(reply, 'list')).toEqual([]);
      expect(buttonWords(reply)).toEqual(['help', 'list']);
    },
  );

  test('asked in a form as well as typed', async () => {
    const { words } = await core.dispatcher.answer({
      input: { kind: 'options', command: 'ask', options: { question: 'Thanks :)' } },
      asker,
      audience: 'asker',
    });
    expect(words).toBe('hello');
  });

  test('but not where people say it to each other', async () => {
    for (const words of ['thanks', 'ok', 'who are you?'])
      expect((await core.ask(words, { overheard: true, audience: 'channel' })).outcome).toBe('not_found');
  });

  test('and costs nobody a question', async () => {
    const strict = await startCore({ questionsPerPerson: 1 });
    try {
      for (const words of ['ask thanks', 'ask ok', 'who are you?', 'ask who hosts?'])
        expect((await strict.ask(words)).outcome).toBe('ok');
    } finally {
      await strict.end();
    }
  });
});
