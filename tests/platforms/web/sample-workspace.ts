import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createWebPlatform, type WebOptions } from '../../../src/platforms/web/connect.ts';
import type { MessageView, PageView } from '../../../src/platforms/web/view-model.ts';
import { openStore } from '../../../src/store/store.ts';
import { createSampleDispatcher } from './sample-dispatcher.ts';

export const silent = pino({ level: 'silent' });

export const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

/** A running workspace over a real server and the real embedded store, stopped when the test ends. */
export async function startWorkspace(options: Partial<WebOptions> = {}) {
  const dispatcher = createSampleDispatcher();
  const store = await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log: silent });
  const platform = createWebPlatform({
    host: '127.0.0.1',
    port: 0,
    dispatcher,
    history: store.workspaceHistory,
    now: () => NOON,
    log: silent,
    ...options,
  });
  await platform.start();
  onTestFinished(async () => {
    await platform.stop();
    await store.close();
  });
  const address = platform.health().detail;
  return { dispatcher, store, platform, address, visitor: visitorAt(address) };
}

/** Requests as the page makes them. */
export function visitorAt(address: string) {
  const { origin } = new URL(address);
  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, address), { redirect: 'manual', ...init });
  }
  return {
    request,
    post(path: string, body: Record<string, unknown>, headers: Record<string, string> = {}) {
      return request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, ...headers },
        body: JSON.stringify({ as: 'amina', zone: 'Europe/London', ...body }),
      });
    },
    async messages(conversation: string, as = 'amina'): Promise<readonly MessageView[]> {
      const query = new URLSearchParams({ as, zone: 'Europe/London', conversation });
      const page: PageView = JSON.parse(await (await request(`/api/messages?${query}`)).text());
      return page.messages;
    },
  };
}

/** Events of one stream, in the order in which they arrive. */
export async function* eventsOf(response: Response) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const parts = rest.split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const fields = new Map(
        part.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
      );
      const event = fields.get('event');
      if (event !== undefined) yield { event, id: fields.get('id') ?? '', data: fields.get('data') ?? '' };
    }
  }
}
