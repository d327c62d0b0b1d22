import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBestEffortMemory } from '../../src/answers/best-effort-memory.ts';
import type { Feedback } from '../../src/answers/feedback.ts';
import type { Conversations } from '../../src/answers/question/conversation.ts';
import { UserError } from '../../src/errors.ts';
import { buttonWords, startCore, textOf } from '../shipped-core.ts';
import { answersOver, NOON, rememberingConversations, shippedEntry } from './shipped-answers.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'C1', person: 'U1' };
const silent = pino({ level: 'silent' });
const record = { id: 'a1', question: 'What?', outcome: 'answered', cited: [], at: NOON } as const;

/** A rejection as the store has it while its database is down. */
const away = async (): Promise<never> => {
  throw new UserError('unavailable', 'The Postgres database on db:5432 cannot be reached.', 'Start it.');
};
const silence = () => new Promise<never>(() => {});

const kept: Feedback = { record: async () => {}, judge: async () => true, findings: async () => [] };

function answers(conversations: Conversations, feedback: Feedback = kept) {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  return {
    lines,
    ask: (question: string) =>
      answersOver([shippedEntry('iran-talks')], undefined, { conversations, feedback, log }).ask({
        question,
        place,
        now: NOON,
        zone: 'UTC',
      }),
  };
}

test('a question is answered from the briefings while the database is away, and nobody can judge the answer', async () => {
  const { ask, lines } = answers({ recall: away, remember: away }, { ...kept, record: away });
  const answered = await ask('what does Oman want?');
  const whole = await answers(rememberingConversations()).ask('what does Oman want?');
  expect(answered.parts).toEqual(whole.parts);
  expect(answered.parts.map(({ outcome }) => outcome.kind)).not.toContain('not-covered');
  expect(answered).not.toHaveProperty('id');
  expect(answered.readByItself).toBe(true);
  expect(lines.join()).toContain('an answer goes on without what was said before');
  expect(lines.join()).toContain('cannot be reached');
});

test('an answer that only cannot be remembered is given all the same, and can be judged', async () => {
  const answered = await answers({ recall: async () => [], remember: away }).ask('what does Oman want?');
  expect(answered.id).toContain('answer-1');
  expect(answered).not.toHaveProperty('readByItself');
});

test('an answer that only cannot be put on record is given without a number to judge it by', async () => {
  const conversations = rememberingConversations();
  const { ask } = answers(conversations, { ...kept, record: away });
  expect(await ask('what does Oman want?')).not.toHaveProperty('id');
  expect(await conversations.recall(place, NOON)).toHaveLength(1);
});

describe('a database that says nothing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Milliseconds until this resolves. */
  async function waitFor(work: Promise<unknown>): Promise<number> {
    const begun = Date.now();
    const ended = work.then(() => Date.now() - begun);
    await vi.advanceTimersByTimeAsync(10_000);
    return ended;
  }

  test('counts as away: the first step waits for it, the next ones hardly do, until it answers again', async () => {
    let recall: Conversations['recall'] = silence;
    const memory = createBestEffortMemory({
      conversations: { recall: (...of) => recall(...of), remember: silence },
      feedback: { ...kept, record: silence },
      log: silent,
    });
    const { conversations, feedback } = memory;
    expect(await waitFor(conversations.recall(place, NOON))).toBe(2_500);
    expect(await waitFor(conversations.remember(place, [], NOON))).toBe(250);
    expect(await waitFor(feedback.record(record))).toBe(250);
    recall = async () => [];
    expect(await conversations.recall(place, NOON)).toEqual([]);
    expect(await waitFor(conversations.remember(place, [], NOON))).toBe(2_500);
  });

  test('gives no memory and puts nothing on record', async () => {
    const memory = createBestEffortMemory({
      conversations: { recall: silence, remember: silence },
      feedback: { ...kept, record: silence },
      log: silent,
    });
    const recalled = memory.conversations.recall(place, NOON);
    const recorded = memory.feedback.record(record);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await recalled).toBeUndefined();
    expect(await recorded).toBe(false);
  });
});

test('whoever asks is answered, and told what to do about a follow-up; subscriptions are another matter', async () => {
  const core = await startCore();
  try {
    await core.ready();
    await core.store.close();
    const { outcome, reply } = await core.ask('ask what does Oman want?');
    expect(outcome).toBe('ok');
    expect(textOf(reply)).toContain('this one was read on its own');
    expect(buttonWords(reply).filter((words) => words.startsWith('feedback'))).toEqual([]);
    expect(await core.ask('subscriptions')).toMatchObject({ outcome: 'unavailable' });
  } finally {
    await core.end();
  }
});

test('a fault of the program is not taken for a database that is away', async () => {
  const broken = async (): Promise<never> => {
    throw new TypeError('turns is not iterable');
  };
  await expect(answers({ recall: broken, remember: away }).ask('what does Oman want?')).rejects.toThrow(
    TypeError,
  );
});
