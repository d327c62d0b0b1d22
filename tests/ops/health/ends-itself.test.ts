import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPlace, start } from '../../program.ts';
import { APP_TOKEN, BOT_TOKEN, StandInSlack } from '../../standins/slack/slack.ts';

let place: Awaited<ReturnType<typeof createPlace>>;
beforeEach(async () => {
  place = await createPlace();
});
afterEach(() => place.remove());

/** The program as `npm start` starts it, in which time passes only when the test says so. */
async function startProgram(preloads: readonly string[], settings: Readonly<Record<string, string>>) {
  const imports = ['passing-time', ...preloads].map(
    (name) => `--import ${new URL(`preloads/${name}.ts`, import.meta.url).href}`,
  );
  const child = start('start', [], place.folder, { NODE_OPTIONS: imports.join(' '), ...settings });
  let stdout = '';
  let stderr = '';
  let hasEnded = false;
  const said = new EventEmitter<{ said: [] }>();
  const ended = once(child, 'close').then(([code]) => {
    hasEnded = true;
    return code;
  });
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
    said.emit('said');
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
    said.emit('said');
  });
  // It may end while it is told that time passes.
  child.stdin.on('error', () => undefined);
  const passes = () => stderr.split('passed\n').length - 1;

  /** Resolves when it has printed what is waited for, or has ended. */
  async function until(holds: () => boolean): Promise<void> {
    while (!holds() && !hasEnded) await Promise.race([once(said, 'said'), ended]);
  }
  await until(() => stdout.includes('Rapporteur is ready'));
  return {
    /** Its exit code, once all that it printed is here. */
    ended,
    stderr: () => stderr,
    hasEnded: () => hasEnded,
    async pass(seconds: number): Promise<void> {
      const before = passes();
      child.stdin.write(`${seconds}\n`);
      await until(() => passes() > before);
    },
  };
}

test('ticks that stopped end the process after ten minutes, not before, though it cannot stop properly', async () => {
  const program = await startProgram(['stopped-ticks'], { PORT: '0' });
  await program.pass(590);
  expect(program.hasEnded()).toBe(false);
  expect(program.stderr()).toContain('"alert":"ticks-stopped"');
  await program.pass(20);
  expect(program.stderr()).toMatch(
    /Digests have not been processed since \S+, and this process cannot recover/,
  );
  expect(program.stderr()).toContain('docs/RUNBOOK.md');
  // Stopping waits here in vain for what is in flight; each part has its time, and the whole has half a minute.
  while (!program.hasEnded()) await program.pass(10);
  expect(await program.ended).toBe(1);
});

test('a socket that shows no life ends the process after a quarter of an hour', async () => {
  const slack = new StandInSlack();
  await slack.start();
  const program = await startProgram(['ticks'], {
    WEB: 'off',
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
  });
  await program.pass(600);
  expect(program.hasEnded()).toBe(false);
  // The client’s own look at its sockets, every few seconds of real time, may fall in between.
  while (!program.hasEnded()) await program.pass(600);
  expect(program.stderr()).toMatch(
    /The connection to slack has shown no life since \S+, and this process cannot/,
  );
  expect(await program.ended).toBe(1);
  await slack.stop();
});
