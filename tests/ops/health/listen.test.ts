import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import type { UserError } from '../../../src/errors.ts';
import { listenForOps, type OpsListener, type OpsOptions } from '../../../src/ops/health/listen.ts';
import { type Readiness, STARTING } from '../../../src/ops/health/readiness.ts';

const READY: Readiness = { ready: true, because: [], store: 'usable', platforms: {} };
const silent = pino({ level: 'silent' });

describe('health and metrics over HTTP', () => {
  const opened: OpsListener[] = [];
  const refusals: UserError[] = [];
  afterEach(async () => {
    refusals.length = 0;
    await Promise.all(opened.splice(0).map((listener) => listener.stop()));
  });

  async function open(changed: Partial<OpsOptions> = {}) {
    const listener = await listenForOps({
      host: '127.0.0.1',
      port: 0,
      readiness: () => READY,
      metrics: async () => ({ type: 'text/plain; version=0.0.4', text: 'rapporteur_ready 1\n' }),
      onUnavailable: (error) => refusals.push(error),
      log: silent,
      ...changed,
    });
    opened.push(listener);
    return (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${listener.port}${path}`, init);
  }

  test('/healthz answers while the process does', async () => {
    const ask = await open({ readiness: () => STARTING, metrics: async () => undefined });
    const response = await ask('/healthz');
    expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
  });

  test('/readyz says what is missing with 503', async () => {
    let readiness = STARTING;
    const ask = await open({ readiness: () => readiness });
    const starting = await ask('/readyz');
    expect(starting.status).toBe(503);
    expect(await starting.json()).toEqual(STARTING);
    readiness = READY;
    const ready = await ask('/readyz?verbose');
    expect(ready.status).toBe(200);
    expect(ready.headers.get('cache-control')).toBe('no-store');
    expect(await ready.json()).toEqual(READY);
  });

  test('/metrics has the content type that Prometheus expects, and 503 before there are any', async () => {
    const ask = await open();
    const response = await ask('/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    expect(await response.text()).toBe('rapporteur_ready 1\n');
    const early = await open({ metrics: async () => undefined });
    expect((await early('/metrics')).status).toBe(503);
  });

  test('HEAD gets the same without a body; anything but reading is refused; other paths lead nowhere', async () => {
    const ask = await open();
    const head = await ask('/healthz', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '3', '']);
    const posted = await ask('/metrics', { method: 'POST', body: 'x' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    for (const path of ['/', '/healthz/', '/constructor', '/../metrics', '//healthz'])
      expect((await ask(path)).status, path).toBe(path === '/../metrics' ? 200 : 404);
  });

  test('a fault while metrics are told ends that request, and no other', async () => {
    const ask = await open({ metrics: () => Promise.reject(new Error('broken')) });
    await expect(ask('/metrics')).rejects.toThrow();
    expect((await ask('/healthz')).status).toBe(200);
  });

  test('a port that is taken turns it off, and a sentence says so and what to do', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port }: AddressInfo = JSON.parse(JSON.stringify(other.address()));
    await open({ port });
    expect(opened[0]?.port).toBeUndefined();
    expect(refusals).toMatchObject([
      {
        message: `OPS_HOST is 127.0.0.1 and OPS_PORT is ${port}, which another program has: /healthz, /readyz and /metrics are off.`,
        hint: 'Set another OPS_PORT, or OPS=off.',
      },
    ]);
    other.close();
  });
});
