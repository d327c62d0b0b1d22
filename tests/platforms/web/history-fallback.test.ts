import { describe, expect, test } from 'vitest';
import { withMemoryFallback } from '../../../src/platforms/web/history-fallback.ts';
import type { PageView } from '../../../src/platforms/web/view-model.ts';
import { openStore } from '../../../src/store/store.ts';
import { NOON, silent, startWorkspace } from './sample-workspace.ts';

const hello = {
  conversation: 'general',
  authorId: 'amina',
  sentAt: NOON,
  body: { kind: 'said', text: 'hello' },
} as const;

describe('while the store cannot be written', () => {
  test('a briefing is still answered, and it is said that it will be forgotten', async () => {
    const { visitor, store, dispatcher } = await startWorkspace();
    await store.close();
    const response = await visitor.post('/api/say', { conversation: 'general', text: '/brief iran-talks' });
    expect(response.status).toBe(200);
    expect(JSON.parse(await response.text()).message).toContain('will be forgotten');
    expect(dispatcher.requests).toHaveLength(1);
  });

  test('what is held is shown, with the reason why nothing else is', async () => {
    const { visitor, store } = await startWorkspace();
    await visitor.post('/api/say', { conversation: 'general', text: 'kept' });
    await store.close();
    await visitor.post('/api/say', { conversation: 'general', text: 'held' });
    const query = new URLSearchParams({ as: 'amina', zone: 'Europe/London', conversation: 'general' });
    const response = await visitor.request(`/api/messages?${query}`);
    expect(response.status).toBe(200);
    const page: PageView = JSON.parse(await response.text());
    expect(page.messages.map(({ body }) => body)).toEqual([{ kind: 'said', text: 'held' }]);
    expect(page.problem?.message).toContain('Earlier messages cannot be shown.');
  });

  test('messages are held, found and changed, in order after those that were kept', async () => {
    const store = await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log: silent });
    const history = withMemoryFallback(store.workspaceHistory, silent);
    const kept = await history.append(hello);
    expect(history.trouble()).toBeUndefined();
    await store.close();
    const first = await history.append({ ...hello, visibleTo: 'amina' });
    const second = await history.append(hello);
    expect(history.trouble()?.code).toBe('unavailable');
    expect([kept.id, first.id, second.id, kept.id + 1]).toEqual(
      [kept.id, first.id, second.id, kept.id + 1].toSorted((one, other) => one - other),
    );
    expect(await history.get(first.id)).toEqual(first);
    const changed = await history.replace(first.id, { kind: 'said', text: 'changed' });
    expect(await history.get(first.id)).toEqual(changed);
  });

  test('a message with a key is refused rather than held', async () => {
    const store = await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log: silent });
    const history = withMemoryFallback(store.workspaceHistory, silent);
    await store.close();
    await expect(history.append(hello, 'slot-1')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
