import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '../../src/answers/question/conversation.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

/** Names that run into each other where they are joined carelessly. */
const part = fc.constantFrom('T1', 'T1"', '["T1"', 'T1","C1', 'T1\\', '%', '_', "T1'", '');
const place: fc.Arbitrary<Place> = fc.record(
  {
    platform: fc.constantFrom('slack', 'discord'),
    workspace: part,
    channel: part,
    person: part,
    thread: part,
  },
  { requiredKeys: ['platform', 'workspace', 'channel', 'person'] },
);

const installation = fc.record({
  id: fc.constantFrom('T1', 'T2', 'T%', 'E1'),
  act: fc.constantFrom('save', 'replaceSealed', 'suspend', 'remove'),
  sealed: fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme-ascii' }),
});

describe.each(stores)('in $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await open());
  });
  afterAll(() => close());

  test('what is remembered of one conversation is recalled there and nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(place, { maxLength: 8, selector: sameConversation }),
        async (places) => {
          const run = randomUUID();
          const here = (at: Place): Place => ({ ...at, platform: `${at.platform} ${run}` });
          for (const [index, at] of places.entries())
            await store.conversations.remember(here(at), [turn(String(index))], NOON);
          for (const [index, at] of places.entries())
            expect(await store.conversations.recall(here(at), NOON)).toEqual([turn(String(index))]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('what is done to one installation leaves every other as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(installation, { maxLength: 12 }), async (acts) => {
        const run = randomUUID();
        const model = new Map<string, { sealed: string; suspendedBecause?: string }>();
        for (const { id, act, sealed } of acts) {
          const known = model.get(id);
          const key = `${run} ${id}`;
          if (act === 'save') {
            await store.installations.save({ id: key, sealed, savedAt: NOON });
            model.set(id, { sealed });
          } else if (act === 'suspend') {
            await store.installations.suspend(key, sealed);
            if (known) model.set(id, { ...known, suspendedBecause: sealed });
          } else if (act === 'replaceSealed') {
            const done = await store.installations.replaceSealed(key, known?.sealed ?? 'nothing', sealed);
            expect(done).toBe(known !== undefined);
            if (known) model.set(id, { ...known, sealed });
          } else {
            await store.installations.remove(key);
            model.delete(id);
          }
          for (const other of ['T1', 'T2', 'T%', 'E1']) {
            const stored = await store.installations.get(`${run} ${other}`);
            const expected = model.get(other);
            expect(stored).toEqual(expected && { id: `${run} ${other}`, savedAt: NOON, ...expected });
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** In a thread everybody shares one conversation. */
function sameConversation({ platform, workspace, channel, thread, person }: Place): string {
  return [platform, workspace, channel, thread === undefined ? `of ${person}` : `in ${thread}`].join(
    '\u0000',
  );
}

function turn(question: string) {
  return { question, intent: 'fact' as const, actors: [], cited: [] };
}
