import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Turn } from '../../src/answers/question/conversation.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');
const later = (days: number) => NOON.add({ hours: 24 * days });
const place = { platform: 'web', workspace: 'local', channel: 'desk', person: 'ann' };
const turn: Turn = {
  question: 'What does Oman want?',
  topic: 'iran-talks',
  intent: 'wants',
  actors: ['oman'],
  cited: ['iran-talks/actors.oman.wants/0'],
};

describe.each(stores)('on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, close } = await open());
  });
  afterEach(() => close());

  describe('conversations', () => {
    test('are remembered as they were, the newest state only', async () => {
      await store.conversations.remember(place, [turn], NOON);
      await store.conversations.remember(place, [turn, { ...turn, question: 'and Iran?' }], later(1));
      expect(await store.conversations.recall(place, later(2))).toEqual([
        turn,
        { ...turn, question: 'and Iran?' },
      ]);
    });

    test('keep what was not covered as such, beside turns of earlier versions that do not tell', async () => {
      const refused: Turn = { ...turn, question: 'Who paid?', cited: [], refused: true };
      await store.conversations.remember(place, [turn, refused], NOON);
      expect(await store.conversations.recall(place, NOON)).toEqual([turn, refused]);
    });

    test('belong to a thread, or outside of threads to a person', async () => {
      await store.conversations.remember(place, [turn], NOON);
      expect(await store.conversations.recall({ ...place, person: 'bob' }, NOON)).toEqual([]);
      const thread = { ...place, thread: 't1' };
      expect(await store.conversations.recall(thread, NOON)).toEqual([]);
      await store.conversations.remember(thread, [turn], NOON);
      expect(await store.conversations.recall({ ...thread, person: 'bob' }, NOON)).toEqual([turn]);
    });

    test('are forgotten after 30 days', async () => {
      await store.conversations.remember(place, [turn], NOON);
      expect(await store.conversations.recall(place, later(30))).toEqual([turn]);
      expect(await store.conversations.recall(place, later(31))).toEqual([]);
      await store.prune(later(31));
      expect(await store.conversations.recall(place, NOON)).toEqual([]);
    });
  });

  describe('feedback', () => {
    const answer = {
      id: 'a1',
      question: 'What does Oman want?',
      topic: 'iran-talks',
      revision: 'abc',
      outcome: 'answered' as const,
      cited: ['iran-talks/actors.oman.wants/0'],
      at: NOON,
    };

    test('counts one verdict a person, the last one', async () => {
      await store.feedback.record(answer);
      expect(await store.feedback.judge('a1', 'useful', 'ann', NOON)).toBe(true);
      expect(await store.feedback.findings(10)).toEqual([]);
      await store.feedback.judge('a1', 'wrong', 'ann', NOON);
      await store.feedback.judge('a1', 'useful', 'bob', NOON);
      expect(await store.feedback.findings(10)).toEqual([{ ...answer, useful: 1, wrong: 1 }]);
    });

    test('lists what was not covered, newest first', async () => {
      await store.feedback.record({
        id: 'n1',
        question: 'Who?',
        outcome: 'not-covered',
        cited: [],
        at: NOON,
      });
      await store.feedback.record({
        id: 'n2',
        question: 'Why?',
        outcome: 'not-covered',
        cited: [],
        at: later(1),
      });
      await store.feedback.record(answer);
      expect((await store.feedback.findings(10)).map(({ id }) => id)).toEqual(['n2', 'n1']);
      expect((await store.feedback.findings(1)).map(({ id }) => id)).toEqual(['n2']);
    });

    test('knows nothing of an answer that is not on record, or no longer', async () => {
      expect(await store.feedback.judge('a1', 'wrong', 'ann', NOON)).toBe(false);
      await store.feedback.record(answer);
      await store.prune(later(401));
      expect(await store.feedback.judge('a1', 'wrong', 'ann', NOON)).toBe(false);
    });
  });
});
