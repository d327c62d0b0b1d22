import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPlace, exitOf, run, start } from './program.ts';

let place: Awaited<ReturnType<typeof createPlace>>;
beforeEach(async () => {
  place = await createPlace();
});
afterEach(() => place.remove());

/** Longer than stopping may take: after it the process is killed, and its exit code tells. */
const PATIENCE = 2000;

/** Starts the whole program on a free port; resolves with its address once it says so. */
async function startProgram() {
  const child = start('start', [], place.folder, { PORT: '0' });
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

  test('stops although a connection is held open', async () => {
    const { address, stop } = await startProgram();
    const held = new AbortController();
    await fetch(address, { signal: held.signal });
    expect(await stop('SIGTERM')).toBe(0);
    held.abort();
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
});
