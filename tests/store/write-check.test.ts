import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database/database.ts';
import { createWriteCheck } from '../../src/store/database/write-check.ts';
import { openStore } from '../../src/store/store.ts';
import { silent, stores, temporaryPostgresDatabase } from '../contracts/stores.ts';
import { start } from './programs/start.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

describe.each(stores)('whether $name takes what is written', ({ locate }) => {
  test('is tried once a minute, however often it is asked', async () => {
    const { location, remove } = await locate();
    await (await openStore({ location, log: silent })).close();
    const database = await openDatabase(location, silent);
    let now = NOON;
    const check = createWriteCheck(database, () => now);
    const written = async () =>
      (await database.db.selectFrom('last_write').selectAll().execute()).map(({ written_at }) => written_at);
    for (let asked = 0; asked < 5; asked += 1) await check();
    now = NOON.add({ seconds: 59 });
    await check();
    expect(await written()).toEqual([NOON.epochMilliseconds]);
    now = NOON.add({ seconds: 60 });
    await check();
    expect(await written()).toEqual([now.epochMilliseconds]);
    now = NOON;
    await check();
    expect(await written(), 'after the clock was set back').toEqual([NOON.epochMilliseconds]);
    await database.db.destroy();
    await remove();
  });

  test('is tried at every look while it does not, and is well again as soon as it does', async () => {
    const { location, remove } = await locate();
    await (await openStore({ location, log: silent })).close();
    const database = await openDatabase(location, silent);
    const check = createWriteCheck(database, () => NOON);
    await sql`drop table last_write`.execute(database.db);
    await expect(check()).rejects.toThrow();
    await expect(check()).rejects.toThrow();
    await sql`create table last_write (id integer primary key, written_at bigint)`.execute(database.db);
    await check();
    await database.db.destroy();
    await remove();
  });
});

const cannotBeWritten = { code: 'unavailable', message: expect.stringContaining('cannot be written to') };

test('an SQLite database that may only be read is not well, though it answers', async () => {
  const [sqlite] = stores;
  const { location, remove } = await sqlite.locate();
  await (await openStore({ location, log: silent })).close();
  const database = await openDatabase(location, silent);
  await sql`pragma query_only = on`.execute(database.db);
  await expect(createWriteCheck(database, () => NOON)()).rejects.toMatchObject({ errcode: 8 });
  await database.db.destroy();
  await remove();
});

test('nor is a Postgres database', async () => {
  const { location, remove } = await temporaryPostgresDatabase();
  let now = NOON;
  const store = await openStore({ location, log: silent, now: () => now });
  await store.check();
  const administrator = new Client({ connectionString: location.url });
  await administrator.connect();
  const name = new URL(location.url).pathname.slice(1);
  await administrator.query(`alter database ${name} set default_transaction_read_only = on`);
  await store.close();
  const reopened = await openStore({ location, log: silent, now: () => now });
  await expect(reopened.check()).rejects.toMatchObject(cannotBeWritten);
  await administrator.query('set default_transaction_read_only = off');
  await administrator.query(`alter database ${name} reset default_transaction_read_only`);
  await reopened.close();
  now = now.add({ minutes: 1 });
  const mended = await openStore({ location, log: silent, now: () => now });
  await mended.check();
  await mended.close();
  await administrator.end();
  await remove();
});

const canLimit = spawnSync('prlimit', ['--version']).status === 0;

test.skipIf(!canLimit)(
  'nor is an SQLite database whose disk is full, until there is room again',
  async () => {
    const [sqlite] = stores;
    const { location, remove } = await sqlite.locate();
    const child = start('check-when-full', location);
    const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(JSON.parse(said)).toEqual(['well', 'unavailable', 'well']);
    await remove();
  },
);
