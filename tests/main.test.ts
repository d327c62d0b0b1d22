import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLink } from '../chaos/link.ts';
import { temporaryPostgresDatabase } from './contracts/stores.ts';
import { freePort } from './platforms/slack/set-up.ts';
import { visitorAt } from './platforms/web/sample-workspace.ts';
import { createPlace, exitOf, run, start, startUnderShell } from './program.ts';

let place: Awaited<ReturnType<typeof createPlace>>;
beforeEach(async () => {
  place = await createPlace();
});
afterEach(() => place.remove());

/** Far longer than stopping takes, on however busy a machine: after it the process is killed, and its exit code tells. */
const PATIENCE = 20_000;

/** Starts the whole program on a free port; resolves with its address once it says so. */
async function startProgram(settings: Readonly<Record<string, string>> = {}) {
  const child = start('start', [], place.folder, { PORT: '0', ...settings });
  const exit = exitOf(child);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  let address: string | undefined;
  while (address === undefined) {
    const [chunk] = await Promise.race([
      once(child.stdout, 'data'),
      exit.then((code) => {
        throw new Error(`the program ended with ${code}: ${said}`);
      }),
    ]);
    said += String(chunk);
    address = /http:\/\/[^\s/]+/.exec(said)?.[0];
  }
  return {
    address,
    said: () => said,
    /** The exit code; null when it did not stop in time and had to be killed. */
    async stop(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal);
      const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      const code = await exit;
      clearTimeout(impatience);
      return code;
    },
  };
}

describe('the program', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'answers over HTTP until %s, then stops at once and cleanly',
    async (signal) => {
      const { address, stop } = await startProgram();
      expect(address).toMatch(/^http:\/\/(127\.0\.0\.1|localhost):[1-9]\d*$/);
      expect((await fetch(address)).status).toBe(200);
      expect(await stop(signal)).toBe(0);
      await expect(fetch(address)).rejects.toThrow();
      expect(existsSync(join(place.folder, 'data', 'rapporteur.db'))).toBe(true);
      expect(existsSync(join(place.folder, 'data', 'rapporteur.db-wal'))).toBe(false);
    },
  );

  test('stops when npm is told to, though the shell between them passes no signal on', async () => {
    const npm = startUnderShell(place.folder);
    const closed = once(npm, 'close');
    const [said] = await once(npm.stdout, 'data');
    const address = /http:\/\/[^\s/]+/.exec(String(said))?.[0] ?? '';
    expect((await fetch(address)).status).toBe(200);
    npm.kill('SIGTERM');
    // Its output closes when the last process that holds it has ended, which is the program.
    await closed;
    await expect(fetch(address)).rejects.toThrow();
    expect(existsSync(join(place.folder, 'data', 'rapporteur.db-wal'))).toBe(false);
  });

  test('stops although a connection is held open', async () => {
    const { address, stop } = await startProgram();
    const held = new AbortController();
    await fetch(address, { signal: held.signal });
    expect(await stop('SIGTERM')).toBe(0);
    held.abort();
  });

  test('stops although its database is away', async () => {
    const { location, remove } = await temporaryPostgresDatabase();
    const database = new URL(location.url);
    const link = await createLink({ host: database.hostname, port: Number(database.port) });
    database.port = String(link.port);
    const { address, stop } = await startProgram({ DATABASE_URL: database.href });
    await link.become({ kind: 'refusing' });
    link.cut();
    expect(await stop('SIGTERM')).not.toBeNull();
    await expect(fetch(address)).rejects.toThrow();
    await link.stop();
    await remove();
  });

  test('names wrong settings before anything starts', async () => {
    const { code, stdout, stderr } = await run('start', [], place.folder, {
      PORT: 'http',
      REPLY_VISIBILITY: 'all',
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('PORT: expected a port, 0 to 65535; found “http”');
    expect(stderr).toContain('REPLY_VISIBILITY');
    expect(stderr).not.toContain('    at ');
    expect(existsSync(join(place.folder, 'data'))).toBe(false);
  });

  test('is not open to others without a password', async () => {
    const { code, stderr } = await run('start', [], place.folder, { HOST: '0.0.0.0', PORT: '0' });
    expect(code).toBe(1);
    expect(stderr).toContain('WEB_PASSWORD');
  });

  test('tells its health and its metrics, on an address of their own', async () => {
    const port = await freePort();
    const { address, stop } = await startProgram({ OPS: 'on', OPS_PORT: String(port) });
    const ops = `http://127.0.0.1:${port}`;
    expect(await (await fetch(`${ops}/healthz`)).text()).toBe('ok\n');
    const readiness = await until(async () => {
      const response = await fetch(`${ops}/readyz`);
      return response.status === 200 ? await response.json() : undefined;
    });
    expect(readiness).toMatchObject({
      ready: true,
      store: 'usable',
      platforms: { web: { state: 'connected' } },
    });
    await sayAt(address, '/brief show iran-talks');
    await sayAt(address, '/brief what does Oman want?');
    await sayAt(address, '/brief nobody-knows-this-secret');
    const metrics = await until(async () => {
      const response = await fetch(`${ops}/metrics`);
      const text = await response.text();
      return response.status === 200 && text.includes('outcome="not_found"') ? text : undefined;
    });
    expect(metrics).toContain('rapporteur_commands_total{platform="web",command="show",outcome="ok"} 1');
    expect(metrics).toContain('rapporteur_commands_total{platform="web",command="ask",outcome="ok"} 1');
    expect(metrics).toMatch(/rapporteur_answers_total{outcome="[a-z-]+",wording="statements"} 1/);
    // A minute may have begun meanwhile, and with it another one.
    expect(metrics).toMatch(/rapporteur_ticks_total\{outcome="planned"\} [1-9]/);
    expect(metrics).toContain('rapporteur_answer_seconds_count{platform="web"} 3');
    expect(metrics).toContain('rapporteur_acknowledgement_seconds_count{platform="web"} 3');
    expect(metrics).toContain('rapporteur_briefings 2');
    expect(metrics).not.toMatch(/secret|Oman|iran-talks/);
    expect((await fetch(`${address}/metrics`)).status).toBe(404);
    expect(await stop('SIGTERM')).toBe(0);
    await expect(fetch(`${ops}/healthz`)).rejects.toThrow();
  });

  test('answers without a database that can be opened, and says that it is not ready and why', async () => {
    const port = await freePort();
    const settings = { OPS: 'on', OPS_PORT: String(port), DATA_DIR: '/dev/null' };
    const { address, stop } = await startProgram(settings);
    expect((await fetch(address)).status).toBe(200);
    const readiness = await until(async () => {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`);
      const body = await response.text();
      return body.includes('is starting') ? undefined : { status: response.status, ...JSON.parse(body) };
    });
    expect(readiness).toMatchObject({
      status: 503,
      store: 'forgets',
      because: [expect.stringMatching(/^nothing will be remembered over a restart: The SQLite database/)],
    });
    expect(await stop('SIGTERM')).toBe(0);
  });

  test('runs without health and metrics where their port is taken, and says so', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const bound = taken.address();
    const port = typeof bound === 'object' ? bound?.port : undefined;
    const { address, said, stop } = await startProgram({ OPS: 'on', OPS_PORT: String(port) });
    expect((await fetch(address)).status).toBe(200);
    expect(said()).toContain('OPS_PORT');
    expect(await stop('SIGTERM')).toBe(0);
    taken.close();
  });
});

/** Says something in the local workspace, as its page does. */
async function sayAt(address: string, text: string): Promise<void> {
  const visitor = visitorAt(`${address}/`);
  await visitor.post('/api/say', { conversation: 'general', text });
}

/** Asks again until there is something. The test's own time limit bounds it. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    await delay(50);
  }
}
