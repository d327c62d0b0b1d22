import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storableText } from '../../src/storable-text.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { subscribe } from '../digests/drafts.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

/** As JSON from outside can carry it: with U+0000, and with halves of surrogate pairs. */
const anyText = fc
  .array(fc.constantFrom('\0', '\ud83e', '\uddedx', '\ufffd', '🧭', "'", '"', '\\', '%', 'a'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

describe.each(stores)('any text that comes from outside, on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  let count = 0;
  beforeAll(async () => {
    ({ store, close } = await open());
  });
  afterAll(() => close());

  test('can be stored, and is found again by itself', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        count += 1;
        const id = `${count} ${text}`;
        expect(await store.handledEvents.claim('slack', id, NOON)).toBe(true);
        expect(await store.handledEvents.claim('slack', id, NOON)).toBe(false);

        const answer = { id, question: text, outcome: 'not-covered', cited: [text], at: NOON } as const;
        await store.feedback.record(answer);
        expect(await store.feedback.judge(id, 'wrong', text, NOON)).toBe(true);
        const kept = (await store.feedback.findings(10_000)).find((found) => found.id === storableText(id));
        expect(kept).toMatchObject({ question: storableText(text), cited: [text], wrong: 1 });

        const place = { platform: 'web', workspace: text, channel: id, person: text };
        const turn = { question: text, intent: 'wants', actors: [text], cited: [] } as const;
        await store.conversations.remember(place, [turn], NOON);
        expect(await store.conversations.recall(place, NOON)).toEqual([turn]);

        const channel = { platform: 'slack', workspace: text, channel: id } as const;
        await subscribe(store.subscriptions, { place: channel, createdBy: { id: text, name: text } });
        expect(await store.subscriptions.in(channel)).toMatchObject([
          { createdBy: { id: storableText(text), name: storableText(text) } },
        ]);

        const said = {
          conversation: id,
          authorId: text,
          sentAt: NOON,
          body: { kind: 'said', text },
        } as const;
        const first = await store.workspaceHistory.append(said, id);
        expect((await store.workspaceHistory.append(said, id)).id).toBe(first.id);
        expect(await store.workspaceHistory.page(id, 'ann', 10)).toMatchObject([{ body: said.body }]);
      }),
      { numRuns: 60 },
    );
  });
});

test('whole text stays as it is; each half of a pair and each U+0000 becomes one U+FFFD', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(storableText(text)).toBe(text.replaceAll('\0', '\ufffd'));
    }),
  );
  expect(storableText('a\0\ud83eb\udded')).toBe('a\ufffd\ufffdb\ufffd');
});
