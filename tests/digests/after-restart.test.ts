import { cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { assemble, type Core } from '../../src/wiring/core.ts';
import { asker, NOON, SHIPPED_BRIEFINGS, textOf } from '../shipped-core.ts';

let parent: string;
let folder: string;
let core: Core;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rapporteur-restart-'));
  folder = join(parent, 'briefings');
  await cp(SHIPPED_BRIEFINGS, folder, { recursive: true });
  core = await start();
});
afterEach(async () => {
  await core.stop();
  await rm(parent, { recursive: true, force: true });
});

async function start(): Promise<Core> {
  const started = await assemble({
    config: readConfig({ BRIEFINGS_DIR: folder, DATA_DIR: join(parent, 'data'), TIME_ZONE: 'Europe/London' }),
    now: () => NOON,
    log: pino({ level: 'silent' }),
    watch: false,
  });
  await started.ready();
  return started;
}

async function restart(): Promise<void> {
  await core.stop();
  core = await start();
}

async function said(words: string): Promise<string> {
  const { reply } = await core.dispatcher.answer({
    input: { kind: 'words', words },
    asker,
    audience: 'asker',
  });
  return textOf(reply);
}

test('a briefing whose file has errors keeps its last good version, and no digest calls it dropped', async () => {
  await said('subscribe all');
  await said('subscribe iran-talks');
  const before = await said('iran-talks');
  await core.stop();
  await writeFile(join(folder, 'iran-talks.yaml'), 'title: [');
  core = await start();
  expect(await said('iran-talks')).toBe(before);
  expect(await said('list')).toContain(
    'iran-talks: a newer version of this briefing has errors; the last good one is shown.',
  );
  for (const subscription of ['1', '2']) {
    expect(await said(`digest ${subscription}`)).not.toMatch(
      /No longer covered|no longer available|New here/,
    );
  }
});

test('while the folder cannot be read no digest is made up', async () => {
  await said('subscribe all');
  await rename(folder, `${folder}-away`);
  await restart();
  expect(core.composer.isReady()).toBe(false);
  expect(await said('digest')).toContain('The briefings cannot be read right now.');
  await rename(`${folder}-away`, folder);
  await restart();
  expect(core.composer.isReady()).toBe(true);
  expect(await said('digest')).toContain('No change in');
});
