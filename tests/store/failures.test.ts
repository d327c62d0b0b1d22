import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLink } from '../../chaos/link.ts';
import { openDatabase } from '../../src/store/database/database.ts';
import { explainFailure } from '../../src/store/database/failures.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { silent, stores, temporaryPostgresDatabase } from '../contracts/stores.ts';
import { start } from './programs/start.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');
const claim = (store: Store, id: string) => store.handledEvents.claim('slack', id, NOON);

/** A rejection that tells a person what is wrong where, and what to do. */
const unavailable = (says: string, hint: string) => ({
  name: 'UserError',
  code: 'unavailable',
  message: expect.stringContaining(says),
  hint: expect.stringContaining(hint),
});

describe.each(stores)('a closed store on $name', ({ open }) => {
  test('says so, whatever is asked of it, and can be closed again', async () => {
    const { store, close } = await open();
    await store.close();
    const closed = unavailable('is closed', 'stopping');
    await expect(claim(store, 'Ev1')).rejects.toMatchObject(closed);
    await expect(store.check()).rejects.toMatchObject(closed);
    await expect(store.prune(NOON)).rejects.toMatchObject(closed);
    await close();
  });
});

describe('an SQLite database', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapporteur-failures-'));
    path = join(folder, 'rapporteur.db');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = (at = path) => openStore({ location: { kind: 'sqlite', path: at }, log: silent });

  test('that another program has locked: says so, and works again afterwards', async () => {
    const store = await open();
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    await expect(claim(store, 'Ev1')).rejects.toMatchObject(
      unavailable(`SQLite database ${path} is locked by another program`, 'Close whatever holds it open'),
    );
    other.exec('rollback');
    expect(await claim(store, 'Ev1')).toBe(true);
    other.close();
    await store.close();
  });

  test('that is locked for a moment only: the caller notices nothing', async () => {
    const store = await open();
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    const claimed = claim(store, 'Ev1');
    // The event loop turns while the claim waits: this would never run otherwise.
    await new Promise((resolve) => setImmediate(resolve));
    other.exec('rollback');
    expect(await claimed).toBe(true);
    other.close();
    await store.close();
  });

  test('that may only be read: says so, and whom to let write', async () => {
    await (await open()).close();
    await chmod(path, 0o444);
    await chmod(folder, 0o555);
    const said = await openWithoutPrivileges(path);
    await chmod(folder, 0o755);
    expect(said).toMatchObject({
      code: 'unavailable',
      message: `The SQLite database ${path} cannot be written to.`,
      hint: expect.stringContaining('its folder as well'),
    });
  });

  test('whose disk is full: says so', () => {
    const database = new DatabaseSync(path);
    database.exec('create table filler (content); pragma max_page_count = 3');
    const fill = () => database.exec('insert into filler values (zeroblob(100000))');
    expect(explained(fill)).toMatchObject(unavailable('has no space left', 'Free some disk space'));
    database.close();
  });

  test('that is no database: says so, and leaves the file alone', async () => {
    await writeFile(path, 'Dear diary, today I was mistaken for a database.\n'.repeat(100));
    await expect(open()).rejects.toMatchObject(unavailable(`${path} is damaged`, 'restore a backup'));
    expect(await readFile(path, 'utf8')).toMatch(/^Dear diary/);
  });

  test('that lost its end: says so when the damage is met', async () => {
    const store = await open();
    for (let n = 0; n < 300; n += 1) await claim(store, `event-${n}-${'x'.repeat(200)}`);
    await store.close();
    await truncate(path, 8192);
    const meet = async () => {
      const reopened = await open();
      await reopened.prune(NOON.add({ hours: 24 * 1000 })).finally(() => reopened.close());
    };
    await expect(meet()).rejects.toMatchObject(unavailable('is damaged', 'restore a backup'));
  });

  test('in a place that is a file, not a folder: says so', async () => {
    await writeFile(path, '');
    const inside = join(path, 'rapporteur.db');
    await expect(open(inside)).rejects.toMatchObject(unavailable(`${inside} cannot be reached`, 'path'));
  });
});

describe('a Postgres database', () => {
  const SECRET = 'correct-horse/battery staple';

  async function failureOf(change: (url: URL) => void) {
    const { location, remove } = await temporaryPostgresDatabase();
    const url = new URL(location.url);
    change(url);
    let logged = '';
    const log = pino(
      { level: 'trace' },
      {
        write(line: string) {
          logged += line;
        },
      },
    );
    const failure: unknown = await openStore({ location: { kind: 'postgres', url: url.href }, log }).catch(
      (error: unknown) => error,
    );
    await remove();
    expect(`${inspectAll(failure)}${logged}`).not.toMatch(/correct-horse|battery/);
    return failure;
  }

  test('that refuses the password: says so, without telling the password', async () => {
    expect(
      await failureOf((url) => {
        url.password = encodeURIComponent(SECRET);
      }),
    ).toMatchObject(unavailable('refused the user or the password', 'DATABASE_URL'));
  });

  test('that does not exist: says so', async () => {
    expect(
      await failureOf((url) => {
        url.pathname = '/no_such_database';
      }),
    ).toMatchObject(unavailable('Postgres database no_such_database on 127.0.0.1:', 'Create it'));
  });

  test('on a port where nobody listens: says so', async () => {
    const port = await unusedPort();
    expect(
      await failureOf((url) => {
        url.port = String(port);
        url.password = encodeURIComponent(SECRET);
      }),
    ).toMatchObject(unavailable(`on 127.0.0.1:${port} cannot be reached`, 'host, port'));
  });

  test('in an address that cannot be read: says so, without telling the password', async () => {
    const location = { kind: 'postgres', url: `postgres://user:${SECRET}@host:no-port/name` } as const;
    const failure: unknown = await openStore({ location, log: silent }).catch((error: unknown) => error);
    expect(failure).toMatchObject(unavailable('DATABASE_URL', 'postgres://user:password@'));
    expect(inspectAll(failure)).not.toMatch(/correct-horse|battery/);
  });

  test('whose network swallows everything: a call says so instead of waiting for ever, and then all is well again', async () => {
    const { location, remove } = await temporaryPostgresDatabase();
    const direct = new URL(location.url);
    const link = await createLink({ host: direct.hostname, port: Number(direct.port) });
    direct.port = String(link.port);
    const { db, place } = await openDatabase({ kind: 'postgres', url: direct.href }, silent, 500);
    const ask = () => sql`select 1`.execute(db);
    await ask();
    await link.become({ kind: 'swallowing' });
    const failure: unknown = await ask().catch((error: unknown) => explainFailure(error, place));
    expect(failure).toMatchObject(unavailable('cannot be reached', 'Check that it runs'));
    await link.become({ kind: 'well' });
    // The dead connection is not used again.
    await ask();
    await db.destroy();
    await link.stop();
    await remove();
  });

  test('whose server ends the connections: calls that meet a dead one say so, then all is well again', async () => {
    const { location, remove } = await temporaryPostgresDatabase();
    const store = await openStore({ location, log: silent });
    const inUse = Array.from({ length: 50 }, (_, n) => claim(store, `in use ${n}`));
    const settled = Promise.allSettled(inUse);
    await inUse[0];
    await endOtherConnections(location.url);
    for (const outcome of await settled)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject(unavailable('cannot be reached', 'Check that it runs'));

    // Each dead connection of the pool can fail one more call, or two when its end is still on the way.
    let claimed = false;
    for (let attempt = 0; attempt < 30 && !claimed; attempt += 1)
      claimed = await claim(store, `afterwards ${attempt}`).catch(() => false);
    expect(claimed).toBe(true);
    await store.close();
    await remove();
  });
});

test('any other error stays what it is', () => {
  const mistake = new TypeError('a mistake of ours');
  expect(explainFailure(mistake, 'SQLite database x')).toBe(mistake);
  const database = new DatabaseSync(':memory:');
  const syntaxError = thrownBy(() => database.exec('selekt'));
  expect(explainFailure(syntaxError, 'SQLite database x')).toBe(syntaxError);
  database.close();
});

function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error');
}

function explained(action: () => void): unknown {
  return explainFailure(thrownBy(action), 'SQLite database x');
}

/** What opening the database fails with for a user who is not root; root may write to read-only files. */
async function openWithoutPrivileges(path: string): Promise<unknown> {
  const child = start('open-unprivileged', { kind: 'sqlite', path });
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return JSON.parse(output);
}

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
  return address.port;
}

async function endOtherConnections(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}

/** Everything that a log or a person could come to see of an error. */
function inspectAll(error: unknown): string {
  return `${error instanceof Error ? `${error.stack}${error.cause}` : ''}${JSON.stringify(error)}`;
}
