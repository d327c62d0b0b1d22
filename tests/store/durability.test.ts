import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database/database.ts';
import { openStore } from '../../src/store/store.ts';
import { silent } from '../contracts/stores.ts';
import { start } from './programs/start.ts';

describe('an SQLite database', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapporteur-durability-'));
    path = join(folder, 'made', 'on first start', 'rapporteur.db');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test.each([1, 40, 150])(
    'whose writer is killed after %i writes holds all it had confirmed',
    async (writes) => {
      const confirmed = await writeUntilKilled(path, writes);
      expect(confirmed.length).toBeGreaterThanOrEqual(writes);

      const store = await openStore({ location: { kind: 'sqlite', path }, log: silent });
      const history = await store.revisions.history('story', 100_000);
      const titles = new Set(history.map(({ entry }) => entry.title));
      expect(confirmed.filter((title) => !titles.has(title))).toEqual([]);
      // It may have been killed between a write and its confirmation, once.
      expect(titles.size - confirmed.length).toBeLessThanOrEqual(1);
      await store.close();

      const database = new DatabaseSync(path);
      expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      database.close();
    },
  );

  test('keeps a write-ahead log, waits for the disk before it confirms, and minds its references', async () => {
    const { db } = await openDatabase({ kind: 'sqlite', path }, silent);
    const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(db)).rows;
    expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    await db.destroy();
  });

  test.skipIf(process.platform === 'win32')('can be read by its owner only', async () => {
    const store = await openStore({ location: { kind: 'sqlite', path }, log: silent });
    const inside = join(path, '..');
    const modes = await Promise.all(
      [inside, ...(await readdir(inside)).map((name) => join(inside, name))].map(async (file) => {
        return (await stat(file)).mode & 0o077;
      }),
    );
    expect(modes).toEqual(modes.map(() => 0));
    await store.close();
  });
});

/** Titles that a writer confirmed before it was killed in the midst of writing, after at least `writes` of them. */
async function writeUntilKilled(path: string, writes: number): Promise<string[]> {
  const child = start('write-for-ever', { kind: 'sqlite', path });
  const confirmed: string[] = [];
  const closed = once(child, 'close');
  for await (const title of createInterface({ input: child.stdout })) {
    confirmed.push(title);
    if (confirmed.length === writes) child.kill('SIGKILL');
  }
  await closed;
  return confirmed;
}
