import { cp, mkdir, mkdtemp, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import type { StoreLocation } from '../../src/store/database/database.ts';
import { assemble, type Core } from '../../src/wiring/core.ts';
import { silent, stores, type TemporaryLocation } from '../contracts/stores.ts';
import { asker, NOON, SHIPPED_BRIEFINGS, textOf } from '../shipped-core.ts';

const TALKS = 'US–Iran talks move to Oman';
const DAY = { hours: 24 };

describe.each(stores)('a briefing that is taken away, remembered in $name,', ({ locate }) => {
  let parent: string;
  let folder: string;
  let place: TemporaryLocation;
  let now: Temporal.Instant;
  let running: Core[];

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'rapporteur-taken-away-'));
    folder = join(parent, 'briefings');
    await cp(SHIPPED_BRIEFINGS, folder, { recursive: true });
    place = await locate();
    now = NOON;
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((core) => core.stop()));
    await place.remove();
    await rm(parent, { recursive: true, force: true });
  });

  async function start(guestIn?: string): Promise<Core> {
    const core = await assemble({
      config: readConfig({
        BRIEFINGS_DIR: guestIn ?? folder,
        TIME_ZONE: 'Europe/London',
        ...databaseOf(place.location),
      }),
      now: () => now,
      log: silent,
      watch: true,
      ...(guestIn === undefined ? {} : { isGuest: true }),
    });
    running.push(core);
    await core.ready();
    return core;
  }

  async function stop(core: Core): Promise<void> {
    running = running.filter((each) => each !== core);
    await core.stop();
  }

  const file = (id: string) => join(folder, `${id}.yaml`);

  async function said(core: Core, words: string): Promise<string> {
    const input = { kind: 'words', words } as const;
    return textOf((await core.dispatcher.answer({ input, asker, audience: 'asker' })).reply);
  }

  async function removalsOf(core: Core, ...ids: readonly string[]): Promise<readonly string[]> {
    return (await core.store.revisions.removalsOf(ids)).map(({ entry }) => entry.id);
  }

  const isRecorded = (core: Core, id: string) =>
    vi.waitFor(async () => expect(await removalsOf(core, id)).toEqual([id]), { timeout: 20_000 });

  const isServed = (core: Core, id: string, expected: boolean) =>
    vi.waitFor(() => expect(core.library.get(id) !== undefined).toBe(expected), { timeout: 20_000 });

  test.each(['while the program runs', 'while it is stopped'])('%s, is told of as that', async (when) => {
    let core = await start();
    await said(core, 'subscribe iran-talks');
    now = NOON.add(DAY);
    if (when === 'while it is stopped') await stop(core);
    await unlink(file('iran-talks'));
    if (when === 'while it is stopped') core = await start();
    await isRecorded(core, 'iran-talks');

    now = NOON.add(DAY).add(DAY);
    const changes = await said(core, 'changes iran-talks since yesterday');
    expect(changes).toContain(`Changes: ${TALKS}\ntaken away`);
    expect(changes).toContain('Taken away 2026-02-07T12:00:00Z: its file is gone.');
    expect(await said(core, `changes ${TALKS} since yesterday`)).toBe(changes);
    expect(await said(core, `changes ${TALKS} yesterday`)).toBe(changes);
    expect(await said(core, `changes ${TALKS}`)).toContain(`Changes: ${TALKS}\ntaken away`);
    expect(await said(core, 'show iran-talks')).toContain(`Changes: ${TALKS}\ntaken away`);
    // After that nothing changed in it.
    expect(await said(core, 'changes iran-talks since today')).not.toContain('between');
    expect(await said(core, 'changes since yesterday')).toContain(`Taken away since then: ${TALKS}.`);
    expect(await said(core, 'changes since today')).not.toContain(TALKS);
    expect(await said(core, 'digest')).toContain(`No longer covered: ${TALKS} (taken away 7 Feb 2026).`);
  });

  test('is told with what changed in it before', async () => {
    const core = await start();
    const written = await readFile(file('iran-talks'), 'utf8');
    now = NOON.add({ hours: 1 });
    await writeFile(file('iran-talks'), written.replace('likelihood: likely\n', 'likelihood: very likely\n'));
    await vi.waitFor(async () => {
      await core.ready();
      expect(await core.store.revisions.history('iran-talks', 9)).toHaveLength(2);
    });
    now = NOON.add({ hours: 2 });
    await unlink(file('iran-talks'));
    await isRecorded(core, 'iran-talks');
    const changes = await said(core, 'changes iran-talks since 90 minutes');
    expect(changes).toContain('Taken away 2026-02-06T14:00:00Z');
    expect(changes).toContain('1 change between 2026-02-06T12:30:00Z and then.');
    expect(changes).toContain('from likely (55–80 %) to very likely (80–95 %)');
  });

  test.each([
    ['as it was', 'No change since 2026-02-06T12:00:00Z.'],
    ['with other words', '1 change since 2026-02-06T12:00:00Z.'],
  ])('and comes back %s, is compared with what it said last', async (how, counted) => {
    const core = await start();
    const written = await readFile(file('iran-talks'), 'utf8');
    now = NOON.add({ hours: 1 });
    await unlink(file('iran-talks'));
    await isRecorded(core, 'iran-talks');
    now = NOON.add({ hours: 2 });
    await writeFile(
      file('iran-talks'),
      how === 'as it was' ? written : written.replace('likelihood: likely\n', 'likelihood: very likely\n'),
    );
    await isServed(core, 'iran-talks', true);
    await core.ready();
    now = NOON.add({ hours: 3 });
    expect(await core.store.revisions.history('iran-talks', 9)).toHaveLength(3);
    const back = 'It was taken away 2026-02-06T13:00:00Z, and is back.';
    expect(await said(core, 'changes iran-talks since 3 hours')).toContain(`${counted} ${back}`);
    expect(await said(core, 'changes iran-talks since 90 minutes')).toContain(back);
    expect(await said(core, 'changes since 90 minutes')).toContain(`Was taken away, and is back: ${TALKS}.`);
    expect(await said(core, 'changes iran-talks since 30 minutes')).not.toContain('taken away');
    expect(await said(core, 'changes since 30 minutes')).not.toContain('taken away');
  });

  test.each(['is empty', 'cannot be read'])(
    'is not believed gone where the folder %s at the start',
    async (how) => {
      await stop(await start());
      const away = join(parent, 'away');
      await rename(folder, away);
      if (how === 'is empty') await mkdir(folder);
      const core = await start();
      expect(core.composer.isReady()).toBe(false);
      // As proof that it was looked for: the one that is not there when the folder is back.
      await unlink(join(away, 'gulf-leverage.yaml'));
      await rm(folder, { recursive: true, force: true });
      await rename(away, folder);
      await isRecorded(core, 'gulf-leverage');
      expect(await removalsOf(core, 'iran-talks')).toEqual([]);
    },
  );

  test('is not believed gone where its file has errors', async () => {
    await stop(await start());
    await writeFile(file('iran-talks'), 'title: [');
    await unlink(file('gulf-leverage'));
    const core = await start();
    await isRecorded(core, 'gulf-leverage');
    expect(await removalsOf(core, 'iran-talks')).toEqual([]);
    expect(core.library.get('iran-talks')).toBeDefined();
  });

  test('does not come back with a new file of its name that has errors, also after a restart', async () => {
    const before = await start();
    await unlink(file('iran-talks'));
    await isRecorded(before, 'iran-talks');
    await stop(before);
    await writeFile(file('iran-talks'), 'title: [');
    const core = await start();
    expect(core.library.get('iran-talks')).toBeUndefined();
    expect(await said(core, 'iran-talks')).toContain('has errors and cannot be shown');
    // Its file is not gone any more.
    expect(await said(core, 'changes iran-talks')).toContain('has errors and cannot be shown');
  });

  test('is not believed gone where a program that only looks in has a folder without it', async () => {
    const core = await start();
    const drafts = join(parent, 'drafts');
    await mkdir(drafts);
    await cp(file('iran-talks'), join(drafts, 'iran-talks.yaml'));
    await cp(file('iran-talks'), join(drafts, 'other-talks.yaml'));
    const guest = await start(drafts);
    await unlink(join(drafts, 'iran-talks.yaml'));
    await isServed(guest, 'iran-talks', false);
    await guest.ready();
    expect(await removalsOf(core, 'iran-talks', 'gulf-leverage')).toEqual([]);
  });

  test('by two processes with one database, is recorded once', async () => {
    const cores = [await start(), await start()];
    await unlink(file('iran-talks'));
    for (const core of cores) {
      await isServed(core, 'iran-talks', false);
      await core.ready();
    }
    for (const core of cores)
      expect((await core.store.revisions.history('iran-talks', 9)).map(({ isRemoval }) => isRemoval)).toEqual(
        [true, false],
      );
  });
});

function databaseOf(location: StoreLocation): Record<string, string> {
  return location.kind === 'postgres' ? { DATABASE_URL: location.url } : { DATA_DIR: dirname(location.path) };
}
