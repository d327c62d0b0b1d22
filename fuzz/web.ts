import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pino } from 'pino';
import { UNMEASURED } from '../src/platforms/platform.ts';
import { createDirectory, DEFAULT_CHANNELS, DEFAULT_PEOPLE } from '../src/platforms/web/directory.ts';
import { createEventLog } from '../src/platforms/web/event-log.ts';
import { withMemoryFallback } from '../src/platforms/web/history-fallback.ts';
import { createLiveStreams } from '../src/platforms/web/live-stream.ts';
import { createRoutes } from '../src/platforms/web/receive.ts';
import { createWorkspaceActions } from '../src/platforms/web/receiving/workspace-actions.ts';
import { createRenderer } from '../src/platforms/web/render.ts';
import type { PageFile } from '../src/platforms/web/serving/page-files.ts';
import { startCore } from '../tests/shipped-core.ts';
import { type Json, mutated } from './json-mutation.ts';
import { arbitraryLine } from './lines.ts';
import { defineTarget } from './target.ts';

const who = {
  as: fc.constantFrom('amina', 'jonas', 'mei', 'rapporteur'),
  zone: fc.constantFrom('UTC', 'Asia/Muscat'),
};
const conversation = fc.constantFrom('general', 'dm:amina+rapporteur', 'dm:amina+jonas', 'nowhere');
const message = fc.integer({ min: 1, max: 40 });
const line = arbitraryLine.map((text) => text.slice(0, 3000));

const bodies: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  '/api/say': fc.record({
    ...who,
    conversation,
    text: fc.oneof(
      line,
      line.map((text) => `/brief ${text}`),
    ),
  }),
  '/api/press': fc.record({ ...who, message, words: fc.oneof(line, fc.constant('actors iran-talks')) }),
  '/api/ask': fc.record({
    ...who,
    message,
    topic: fc.constantFrom('iran-talks', 'gulf-leverage'),
    question: line,
  }),
  '/api/share': fc.record({ ...who, message, words: fc.oneof(line, fc.constant('iran-talks')) }),
  '/api/complete': fc.record({ ...who, conversation, line }),
};

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const own = { host: 'localhost:3000', origin: 'http://localhost:3000', 'content-type': 'application/json' };

const posted: fc.Arbitrary<Sent> = fc.constantFrom(...Object.entries(bodies)).chain(([path, body]) =>
  mutated(body.map((value): Json => JSON.parse(JSON.stringify(value)))).map((value) => ({
    method: 'POST',
    path,
    headers: own,
    body: JSON.stringify(value),
  })),
);

const query = fc
  .dictionary(
    fc.constantFrom('as', 'zone', 'conversation', 'before', 'after', '__proto__'),
    fc.oneof(fc.constantFrom('amina', 'UTC', 'general', '3', '-1', 'NaN', '1e999'), line),
    { noNullPrototype: true },
  )
  .map((fields) => new URLSearchParams(fields).toString());

const asked: fc.Arbitrary<Sent> = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(
        '/',
        '/api/workspace',
        '/api/messages',
        '/api/events',
        '/sign-in',
        '/page/%2e%2e/main.ts',
      ),
      fc.webPath(),
    ),
    query,
  )
  .map(([path, search]) => ({ method: 'GET', path: `${path}?${search}`, headers: own }));

const broken: fc.Arbitrary<Sent> = fc.record({
  method: fc.constantFrom('POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
  path: fc.constantFrom(...Object.keys(bodies), '/', '/sign-in', '/api/workspace'),
  headers: fc
    .dictionary(
      fc.constantFrom(
        'host',
        'origin',
        'content-type',
        'sec-fetch-site',
        'cookie',
        'last-event-id',
        'content-length',
      ),
      fc.stringMatching(/^[!-~]{1,40}$/),
      { noNullPrototype: true },
    )
    .map((headers): Record<string, string> => ({ ...own, ...headers })),
  body: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('{', '[]', 'null', '{"__proto__":{"as":"amina"}}'),
  ),
});

/** Requests to the local workspace, as its page sends them and as nobody should. */
export const web = defineTarget({
  name: 'web',
  what: 'requests to the local workspace: bodies, queries, paths and headers',
  share: 25,
  arbitrary: fc.oneof({ weight: 6, arbitrary: posted }, { weight: 2, arbitrary: asked }, broken),
  async open() {
    const faults: string[] = [];
    const log = pino({ level: 'error' }, { write: (text: string) => faults.push(text) });
    const core = await startCore({ log });
    const history = withMemoryFallback(core.store.workspaceHistory, log);
    const places = createDirectory(DEFAULT_CHANNELS, DEFAULT_PEOPLE);
    const events = createEventLog('fuzz', 500);
    const renderer = createRenderer(places);
    const app = createRoutes({
      actions: createWorkspaceActions({
        dispatcher: core.dispatcher,
        history,
        places,
        events,
        now: Temporal.Now.instant,
      }),
      history,
      places,
      events,
      streams: createLiveStreams({ events, places, renderer }),
      renderer,
      page: { files: new Map(), document: PAGE, signInDocument: PAGE, inlineScripts: [] },
      signIn: undefined,
      responseTimes: UNMEASURED,
      log,
    });
    return {
      async check({ method, path, headers, body }) {
        const response = await app.request(`http://localhost:3000${path}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body }),
        });
        const type = response.headers.get('content-type') ?? '';
        if (type.includes('event-stream')) await response.body?.cancel();
        const text = type.includes('event-stream') ? '' : await response.text();
        assert.ok(response.status < 500, `${response.status} ${text} ${faults.at(-1) ?? ''}`);
        assert.deepEqual(faults, []);
        if (type.includes('json')) JSON.parse(text);
        assert.ok(response.headers.has('content-security-policy'));
      },
      close: () => core.end(),
    };
  },
});

const PAGE: PageFile = { contentType: 'text/html; charset=utf-8', content: '<!doctype html>', etag: '"1"' };
