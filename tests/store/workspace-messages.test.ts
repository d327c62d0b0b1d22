import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/dispatch/dispatcher.ts';
import type { MessageBody, WorkspaceMessage } from '../../src/platforms/web/workspace-history.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { arbitraryReply as reply } from '../reply-arbitrary.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00.123Z');

describe.each(stores)('workspace messages on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  let conversations = 0;

  beforeAll(async () => {
    ({ store, close } = await open());
  });
  afterAll(() => close());

  function newConversation(): string {
    conversations += 1;
    return `channel-${conversations}`;
  }

  function said(conversation: string, text: string, visibleTo?: string): Omit<WorkspaceMessage, 'id'> {
    return {
      conversation,
      authorId: 'ada',
      sentAt: NOON,
      ...(visibleTo === undefined ? {} : { visibleTo }),
      body: { kind: 'said', text },
    };
  }

  const texts = (messages: readonly WorkspaceMessage[]) =>
    messages.map(({ body }) => (body.kind === 'said' ? body.text : body.kind));

  test('come back as they were appended, with ids that grow', async () => {
    const conversation = newConversation();
    const first = await store.workspaceHistory.append(said(conversation, 'hello'));
    const second = await store.workspaceHistory.append(said(conversation, 'a \u0000 secret', 'ada'));
    expect(second).toEqual({ ...said(conversation, 'a \u0000 secret', 'ada'), id: second.id });
    expect(second.id).toBeGreaterThan(first.id);
    expect(await store.workspaceHistory.get(first.id)).toEqual(first);
    expect(await store.workspaceHistory.get(second.id)).toEqual(second);
    expect(await store.workspaceHistory.get(second.id + 1000)).toBeUndefined();
  });

  test('with a key are appended once, also when sent at once', async () => {
    const conversation = newConversation();
    const key = `digest/${conversation}`;
    const appended = await Promise.all(
      ['one', 'two', 'three'].map((text) => store.workspaceHistory.append(said(conversation, text), key)),
    );
    expect(new Set(appended.map(({ id }) => id)).size).toBe(1);
    expect(await store.workspaceHistory.page(conversation, 'ada', 10)).toEqual([appended[0]]);
    expect(await store.workspaceHistory.findByKey(key)).toEqual(appended[0]);
    expect(await store.workspaceHistory.findByKey('no such key')).toBeUndefined();
  });

  test('can have their body replaced', async () => {
    const { id } = await store.workspaceHistory.append(said(newConversation(), 'before'));
    const body: MessageBody = { kind: 'posted', reply: { tone: 'plain', blocks: [] } };
    const replaced = await store.workspaceHistory.replace(id, body);
    expect(replaced?.body).toEqual(body);
    expect(await store.workspaceHistory.get(id)).toEqual(replaced);
    expect(await store.workspaceHistory.replace(id + 1000, body)).toBeUndefined();
  });

  test('are paged from the newest, oldest first within a page, without what others alone may see', async () => {
    const conversation = newConversation();
    await store.workspaceHistory.append(said(newConversation(), 'elsewhere'));
    for (const [text, visibleTo] of [['1'], ['2', 'ada'], ['3', 'bo'], ['4'], ['5', 'ada']] as const)
      await store.workspaceHistory.append(said(conversation, text, visibleTo));
    const newest = await store.workspaceHistory.page(conversation, 'ada', 3);
    expect(texts(newest)).toEqual(['2', '4', '5']);
    const older = await store.workspaceHistory.page(conversation, 'ada', 3, newest[0]?.id);
    expect(texts(older)).toEqual(['1']);
    expect(texts(await store.workspaceHistory.page(conversation, 'bo', 9))).toEqual(['1', '3', '4']);
    expect(texts(await store.workspaceHistory.page(conversation, 'eve', 9))).toEqual(['1', '4']);
  });

  test('hold any reply without losing a part of it', async () => {
    const conversation = newConversation();
    const body: fc.Arbitrary<MessageBody> = fc.oneof(
      fc.record({ kind: fc.constant('said' as const), text: fc.string({ unit: 'binary' }) }),
      fc.record({ kind: fc.constant('posted' as const), reply }),
      fc.record({
        kind: fc.constant('answer' as const),
        answer: fc.record<Answer>({
          reply,
          words: fc.string(),
          visibility: fc.constantFrom('private', 'channel'),
          outcome: fc.constantFrom(
            'ok',
            'internal',
            'invalid',
            'not_found',
            'not_allowed',
            'conflict',
            'too_many',
            'unavailable',
          ),
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(body, async (drawn) => {
        const { id } = await store.workspaceHistory.append({ ...said(conversation, ''), body: drawn });
        expect((await store.workspaceHistory.get(id))?.body).toEqual(drawn);
      }),
      { numRuns: 50 },
    );
  });
});
