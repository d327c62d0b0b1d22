import { describe, expect, test } from 'vitest';
import type { MessageView, WorkspaceView } from '../../../src/platforms/web/view-model.ts';
import { eventsOf, startWorkspace } from './sample-workspace.ts';

type Visitor = Awaited<ReturnType<typeof startWorkspace>>['visitor'];

async function cursorOf(visitor: Visitor): Promise<string> {
  const view: WorkspaceView = JSON.parse(await (await visitor.request('/api/workspace?zone=UTC')).text());
  return view.cursor;
}

async function follow(visitor: Visitor, as: string, after: string, lastEventId?: string) {
  const query = new URLSearchParams({ as, zone: 'UTC', after });
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  return eventsOf(await visitor.request(`/api/events?${query}`, { headers }));
}

async function next(events: AsyncGenerator<{ event: string; id: string; data: string }>) {
  const { value } = await events.next();
  if (!value) throw new Error('the stream has ended');
  const message: MessageView | undefined = value.data === '' ? undefined : JSON.parse(value.data);
  return { event: value.event, id: value.id, body: message?.body };
}

const say = (visitor: Visitor, text: string, as = 'amina') =>
  visitor.post('/api/say', { as, conversation: 'general', text });

describe('an open window', () => {
  test('hears what is said, in order', async () => {
    const { visitor } = await startWorkspace();
    const events = await follow(visitor, 'jonas', await cursorOf(visitor));
    await say(visitor, 'one');
    await say(visitor, 'two');
    expect((await next(events)).body).toEqual({ kind: 'said', text: 'one' });
    expect((await next(events)).body).toEqual({ kind: 'said', text: 'two' });
  });

  test('hears what was said between loading and listening', async () => {
    const { visitor } = await startWorkspace();
    const cursor = await cursorOf(visitor);
    await say(visitor, 'in between');
    const events = await follow(visitor, 'jonas', cursor);
    expect((await next(events)).body).toEqual({ kind: 'said', text: 'in between' });
  });

  test('that lost its connection hears what it missed, and nothing twice', async () => {
    const { visitor } = await startWorkspace();
    const cursor = await cursorOf(visitor);
    const events = await follow(visitor, 'jonas', cursor);
    await say(visitor, 'one');
    const { id } = await next(events);
    await events.return(undefined);
    await say(visitor, 'two');
    const again = await follow(visitor, 'jonas', cursor, id);
    expect((await next(again)).body).toEqual({ kind: 'said', text: 'two' });
  });

  test('from before a restart is told to load anew', async () => {
    const { visitor } = await startWorkspace();
    const events = await follow(visitor, 'jonas', 'another-run.7');
    expect((await next(events)).event).toBe('reload');
  });

  test('hears nothing that is private to somebody else', async () => {
    const { visitor } = await startWorkspace();
    const events = await follow(visitor, 'jonas', await cursorOf(visitor));
    await say(visitor, '/brief iran-talks', 'amina');
    await visitor.post('/api/say', { conversation: 'dm:amina+mei', text: 'between us' });
    await say(visitor, 'for everyone');
    expect((await next(events)).body).toEqual({ kind: 'said', text: 'for everyone' });
  });
});

test('a window that reads nothing is let go instead of filling the memory, and may come back', async () => {
  const { visitor, platform } = await startWorkspace();
  const query = new URLSearchParams({ as: 'jonas', zone: 'UTC', after: await cursorOf(visitor) });
  const unread = await visitor.request(`/api/events?${query}`);
  // More than the two ends of a connection buffer, by far.
  const long = { kind: 'text', spans: [{ kind: 'text', text: 'x'.repeat(20_000) }] } as const;
  const posts = 1_500;
  for (let post = 0; post < posts; post += 1) {
    const target = { workspace: 'local', channel: 'general' };
    await platform.post(target, { tone: 'plain', blocks: [long] }, `digest-${post}`);
  }
  const events = await Array.fromAsync(eventsOf(unread));
  expect(events.length).toBeLessThan(posts);
  expect((await next(await follow(visitor, 'jonas', events.at(-1)?.id ?? ''))).event).toBe('reload');
});

describe('stopping', () => {
  test('ends the streams and lets an answer finish', async () => {
    const { visitor, platform, dispatcher } = await startWorkspace();
    const events = await follow(visitor, 'jonas', await cursorOf(visitor));
    const release = dispatcher.hold();
    const asked = say(visitor, '/brief iran-talks');
    await expect.poll(() => dispatcher.requests.length).toBe(1);
    const stopped = platform.stop();
    release();
    expect((await asked).status).toBe(204);
    await stopped;
    expect((await events.next()).done).toBe(true);
    expect(platform.health().state).toBe('stopped');
    await expect(visitor.request('/')).rejects.toThrow();
  });

  test('does not wait for ever', async () => {
    const { visitor, platform, dispatcher } = await startWorkspace();
    const release = dispatcher.hold();
    const asked = say(visitor, '/brief iran-talks').catch(() => 'cut off');
    await expect.poll(() => dispatcher.requests.length).toBe(1);
    await platform.stop();
    expect(await asked).toBe('cut off');
    release();
  });
});

describe('the port', () => {
  test('that is taken gives way to the next free one, which is said', async () => {
    const first = await startWorkspace();
    const taken = Number(new URL(first.address).port);
    const second = await startWorkspace({ port: taken });
    expect(second.address).toContain(`port ${taken} is taken`);
    const free = new URL(second.address.split(' ')[0] ?? '');
    expect(Number(free.port)).toBeGreaterThan(taken);
    expect((await fetch(free)).status).toBe(200);
  });
});
