import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import { createAnswers } from '../../src/answers/answers.ts';
import { createComposer } from '../../src/digests/delivery/composer.ts';
import { createDispatcher, type DispatcherOptions } from '../../src/dispatch/dispatch.ts';
import type { Request } from '../../src/dispatch/dispatcher.ts';
import { createLibrary } from '../../src/entries/library.ts';
import { contentHash } from '../../src/entries/revisions/content-hash.ts';
import { createIndexFeed } from '../../src/search/index-feed.ts';
import { createStatementIndex } from '../../src/search/statement-index.ts';
import { openStore } from '../../src/store/store.ts';
import { createBriefingReplies } from '../../src/views/briefing-replies.ts';
import { sampleCommands, sampleVocabulary } from '../sample-commands.ts';
import { actionsOf, asker, buttonWords, NOON, startCore, textOf } from '../shipped-core.ts';

const store = await openStore({
  location: { kind: 'sqlite', path: ':memory:' },
  log: pino({ level: 'silent' }),
});
afterAll(() => store.close());
const services: DispatcherOptions['services'] = {
  library: createLibrary(),
  revisions: store.revisions,
  search: createIndexFeed(
    createStatementIndex(),
    () => undefined,
    () => 0,
  ),
  briefingReplies: createBriefingReplies(),
  answers: createAnswers({
    library: createLibrary(),
    index: createStatementIndex(),
    conversations: store.conversations,
    feedback: store.feedback,
    revisionOf: contentHash,
    newId: randomUUID,
    log: pino({ level: 'silent' }),
  }),
  digests: {
    subscriptions: store.subscriptions,
    composer: createComposer({
      library: createLibrary(),
      isReadable: () => true,
      editions: store.editions,
      revisions: store.revisions,
    }),
    mayChange: 'anyone',
  },
};

function createSample(visibility: 'private' | 'channel' = 'private') {
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const dispatcher = createDispatcher({
    commands: sampleCommands,
    vocabulary: sampleVocabulary,
    services,
    now: () => NOON,
    visibility,
    log,
  });
  const ask = (input: Request['input'] | string, audience: Request['audience'] = 'asker') =>
    dispatcher.answer({
      input: typeof input === 'string' ? { kind: 'words', words: input } : input,
      asker,
      audience,
    });
  return { ask, logged };
}

describe('an answer', () => {
  const { ask } = createSample();

  test('comes from the command that the words name, with the words that give it again', async () => {
    const answer = await ask('  Iran talks  ACTORS');
    expect(answer).toMatchObject({ words: 'actors "Iran talks"', outcome: 'ok' });
    expect(textOf(answer.reply)).toBe('{"topic":"Iran talks"}');
  });

  test('comes from options that a platform has split already', async () => {
    const answer = await ask({
      kind: 'options',
      command: 'since',
      options: { topic: 'iran-talks', since: 'last week' },
    });
    expect(answer).toMatchObject({ words: 'since iran-talks last week', outcome: 'ok' });
  });

  test('is told in characters only, whatever JSON carried: no U+0000, no half of a surrogate pair', async () => {
    const typed = await ask('actors Iran\0\ud83e');
    const given = await ask({ kind: 'options', command: 'actors', options: { topic: 'Iran\0\ud83e' } });
    for (const answer of [typed, given]) {
      expect(answer).toMatchObject({ words: 'actors Iran\ufffd\ufffd', outcome: 'ok' });
      expect(textOf(answer.reply)).toBe('{"topic":"Iran\ufffd\ufffd"}');
    }
  });

  test('knows when it is, and the zone of who asks', async () => {
    expect(textOf((await ask('zone')).reply)).toBe('["2026-02-06T12:00:00Z","Europe/London"]');
  });
});

describe('a reply that only the asker sees', () => {
  test('can be shared by saying the same words again', async () => {
    const answer = await createSample().ask('gulf leverage');
    expect(answer.visibility).toBe('private');
    expect(actionsOf(answer.reply)).toEqual([
      { kind: 'share', label: 'Share with channel', words: 'show "gulf leverage"' },
    ]);
  });

  test('is not offered for sharing when saying the words again would do something twice', async () => {
    expect(actionsOf((await createSample().ask('pause')).reply)).toEqual([]);
  });

  test('is not offered for sharing when it is an error', async () => {
    expect(actionsOf((await createSample().ask('refuse')).reply).map(({ kind }) => kind)).toEqual(['run']);
  });
});

describe('a reply that the channel sees', () => {
  test.each([
    ['because everybody saw the question', 'private', 'channel'],
    ['because replies are set to be', 'channel', 'asker'],
  ] as const)('%s has nothing to share', async (_, visibility, audience) => {
    const answer = await createSample(visibility).ask('show gulf', audience);
    expect(answer.visibility).toBe('channel');
    expect(actionsOf(answer.reply)).toEqual([]);
  });
});

describe('questions', () => {
  test('are counted before they are answered; whatever else is asked is not', async () => {
    const core = await startCore({ questionsPerPerson: 2 });
    try {
      const outcomes: string[] = [];
      for (const words of ['who hosts?', 'iran-talks', 'where do they meet?', 'ask who doubts it?', 'list'])
        outcomes.push((await core.ask(words)).outcome);
      expect(outcomes).toEqual(['ok', 'ok', 'ok', 'too_many', 'ok']);
    } finally {
      await core.end();
    }
  });
});

describe('what cannot be answered', () => {
  test('a command refuses with its reason and alternatives', async () => {
    const { reply, outcome } = await createSample().ask('refuse');
    expect(outcome).toBe('conflict');
    expect(textOf(reply)).toBe('Not now. Try this:');
    expect(buttonWords(reply)).toEqual(['list']);
  });

  test.each([
    [{ kind: 'options', command: 'nonsense', options: {} }, 'not_found', 'There is no command “nonsense”.'],
    [
      { kind: 'options', command: 'constructor', options: {} },
      'not_found',
      'There is no command “constructor”.',
    ],
    [{ kind: 'options', command: 'show', options: {} }, 'invalid', '“show” needs the briefing'],
    [{ kind: 'options', command: 'show', options: { topic: 5 } }, 'invalid', '“show” needs the briefing'],
    [{ kind: 'options', command: 'mode', options: { mode: 'hourly' } }, 'invalid', '“mode” needs how often'],
    [{ kind: 'words', words: 'show' }, 'invalid', 'Which one?'],
    [{ kind: 'words', words: 'mode hourly' }, 'invalid', '“mode” needs how often'],
    [{ kind: 'words', words: `search ${'x'.repeat(301)}` }, 'invalid', 'in at most 300 characters'],
    [{ kind: 'words', words: 'x'.repeat(5000) }, 'invalid', 'That is 5000 characters long'],
  ] as const)('%j is told what was expected', async (input, code, message) => {
    const { reply, outcome } = await createSample().ask(input);
    expect(outcome).toBe(code);
    expect(reply.tone).toBe('error');
    expect(textOf(reply)).toContain(message);
    const briefings = ['show iran-talks', 'show gulf-leverage', 'list'];
    expect(buttonWords(reply)).toEqual(
      code === 'not_found'
        ? ['help']
        : input.kind === 'words' && input.words.length > 2000
          ? []
          : textOf(reply).endsWith('Which one?')
            ? briefings
            : [expect.stringMatching(/^help /)],
    );
  });

  test.each(['crash', 'misread'])('a fault of the program (%s) is logged and not shown', async (words) => {
    const { ask, logged } = createSample();
    const { reply, outcome } = await ask(words);
    expect(outcome).toBe('internal');
    expect(textOf(reply)).toMatch(/^Something went wrong on our side\. Nothing was changed\./);
    expect(JSON.stringify(reply)).not.toMatch(/hunter2|secret|Error|Zod/);
    expect(logged.join()).toContain('a command failed');
  });

  test('nobody claims that nothing was changed where something may have been', async () => {
    const { reply, outcome } = await createSample().ask('half');
    expect(outcome).toBe('internal');
    expect(textOf(reply)).not.toContain('Nothing was changed');
    expect(textOf(reply)).toContain('Part of it may have been done: check before you try again');
  });
});
