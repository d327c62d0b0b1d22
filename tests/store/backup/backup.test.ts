import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';

import { createEncryption } from '../../../src/platforms/encryption.ts';
import { exportStore } from '../../../src/store/backup/export-store.ts';
import { EXPORTED_TABLES, LEFT_OUT } from '../../../src/store/backup/exported-tables.ts';
import { importStore } from '../../../src/store/backup/import-store.ts';
import { BATCH_SIZE } from '../../../src/store/database/batches.ts';
import { openDatabase, type StoreLocation } from '../../../src/store/database/database.ts';
import { migrate } from '../../../src/store/database/migrate.ts';
import { SCHEMA_STEPS } from '../../../src/store/migrations/index.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { silent, stores, type TemporaryLocation, temporaryPostgresDatabase } from '../../contracts/stores.ts';
import { sampleEntry } from '../sample-entry.ts';
import { arbitraryContent, type Content, read, sorted, write } from './stored-rows.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

const exported = async (location: StoreLocation): Promise<string> =>
  (await Array.fromAsync(exportStore({ location, log: silent, now: NOON }))).join('');

const bytesOf = (text: string) => chunksOf(Buffer.from(text), 1000);

/** In pieces that end anywhere, as a stream gives them. */
async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const importInto = (location: StoreLocation, text: string, replace = false) =>
  importStore({ location, log: silent, content: bytesOf(text), replace });

describe.each(stores)('the tables of $name', ({ locate }) => {
  test('are each in an export, with every column, or left out for a reason', async () => {
    const { location, remove } = await locate();
    await (await openStore({ location, log: silent })).close();
    const { db } = await openDatabase(location, silent);
    const tables = (await db.introspection.getTables()).filter(({ name }) => !(name in LEFT_OUT));
    await db.destroy();
    await remove();
    const columns = tables.map(({ name, columns }) => [name, columns.map((column) => column.name).sort()]);
    expect(Object.fromEntries(columns)).toEqual(
      Object.fromEntries(EXPORTED_TABLES.map(({ name, row }) => [name, Object.keys(row.shape).sort()])),
    );
  });
});

describe.each(stores)('an export of $name', ({ locate }) => {
  let place: TemporaryLocation;
  let store: Store;
  beforeEach(async () => {
    place = await locate();
    store = await openStore({ location: place.location, log: silent });
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  /** Distinct events, so many that they take several batches. */
  const MANY = BATCH_SIZE * 2 + 1;
  async function claimMany(): Promise<void> {
    const claims = Array.from({ length: MANY }, (_, n) =>
      store.handledEvents.claim('slack', `Ev-${n}`, NOON),
    );
    await Promise.all(claims);
  }

  test('holds tables of more rows than one query gives, each row once', async () => {
    await claimMany();
    const before = await read(place.location);
    await importInto(place.location, await exported(place.location), true);
    expect(before['handled_event']).toHaveLength(MANY);
    expect(await read(place.location)).toEqual(before);
  });

  test('is of one moment: who writes meanwhile is not held up, and not seen', async () => {
    await claimMany();
    const before = await read(place.location);
    const lines = exportStore({ location: place.location, log: silent, now: NOON });
    const { value: header } = await lines.next();
    expect(await store.handledEvents.claim('slack', 'Ev-later', NOON)).toBe(true);
    await store.handledEvents.forget(NOON.add({ hours: 1 }));
    const rest = await Array.fromAsync(lines);
    await importInto(place.location, `${header}${rest.join('')}`, true);
    expect(await read(place.location)).toEqual(before);
  });

  test('that nobody reads to its end lets go of the database', async () => {
    await claimMany();
    const before = await read(place.location);
    for await (const _line of exportStore({ location: place.location, log: silent, now: NOON })) break;
    // It takes the tables for itself, for which it waits some seconds and no longer.
    await importInto(place.location, await exported(place.location), true);
    expect(await read(place.location)).toEqual(before);
  });

  test('holds that a briefing was taken away, which is recorded once there too', async () => {
    await store.revisions.recordAll([sampleEntry('story')], NOON);
    await store.revisions.recordRemovals(['story'], NOON.add({ hours: 1 }));
    const known = await store.revisions.history('story', 9);
    await importInto(place.location, await exported(place.location), true);
    await store.revisions.recordRemovals(['story'], NOON.add({ hours: 2 }));
    expect(await store.revisions.history('story', 9)).toEqual(known);
    expect(known.map(({ isRemoval }) => isRemoval)).toEqual([true, false]);
  });

  test('holds tokens as they are stored: encrypted', async () => {
    const encryption = createEncryption(['ab'.repeat(32)]);
    await store.installations.save({
      id: 'T1',
      sealed: encryption.encrypt('xoxb-secret', 'T1'),
      savedAt: NOON,
    });
    await store.installations.linkTeam('T1', 'T1');
    const text = await exported(place.location);
    expect(text).not.toContain('xoxb-secret');
    await importInto(place.location, text, true);
    expect(encryption.decrypt((await store.installations.get('T1'))?.sealed ?? '', 'T1').plain).toBe(
      'xoxb-secret',
    );
  });

  test('lets ids go on where they were, past rows that were deleted', async () => {
    const say = () =>
      store.workspaceHistory.append({
        conversation: 'general',
        authorId: 'ada',
        sentAt: NOON,
        body: { kind: 'said', text: 'Good morning' },
      });
    const ids = [(await say()).id, (await say()).id];
    const { db } = await openDatabase(place.location, silent);
    await db.deleteFrom('workspace_message').execute();
    await db.destroy();
    const text = await exported(place.location);
    const other = await locate();
    await importInto(other.location, text);
    const moved = await openStore({ location: other.location, log: silent });
    const { id } = await moved.workspaceHistory.append({
      conversation: 'general',
      authorId: 'ada',
      sentAt: NOON,
      body: { kind: 'said', text: 'Good evening' },
    });
    expect(id).toBeGreaterThan(Math.max(...ids));
    await moved.close();
    await other.remove();
  });

  test('does not go into a database that holds something, unless that may be thrown away', async () => {
    await store.handledEvents.claim('slack', 'Ev1', NOON);
    const text = await exported(place.location);
    await store.handledEvents.claim('slack', 'Ev2', NOON);
    const before = await read(place.location);
    await expect(importInto(place.location, text)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('holds data already'),
      hint: expect.stringContaining('--replace'),
    });
    expect(await read(place.location)).toEqual(before);
    await importInto(place.location, text, true);
    expect((await read(place.location))['handled_event']).toHaveLength(1);
  });

  test('that does not fit, or was cut off, leaves what was there', async () => {
    await claimMany();
    const before = await read(place.location);
    const text = await exported(place.location);
    const lines = text.split('\n');
    const twice = lines.with(3, lines[2] ?? '').join('\n');
    await expect(importInto(place.location, twice, true)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/^Lines \d+ to \d+ of the export \(handled_event\) do not fit/),
    });
    expect(await read(place.location)).toEqual(before);
    await expect(importInto(place.location, text.slice(0, -200), true)).rejects.toMatchObject({
      code: 'invalid',
    });
    expect(await read(place.location)).toEqual(before);
  });

  test('is not made of a database that nobody has used', async () => {
    const fresh = await locate();
    await expect(exported(fresh.location)).rejects.toMatchObject({ code: 'not_found' });
    await fresh.remove();
  });

  test('is not made of one whose schema is that of another version', async () => {
    const other = await locate();
    const database = await openDatabase(other.location, silent);
    await migrate(database, silent, SCHEMA_STEPS.slice(0, 1));
    await expect(exported(other.location)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('older version'),
    });
    await migrate(database, silent, [
      ...SCHEMA_STEPS,
      {
        name: '9999-from-the-future',
        up: (db) => db.schema.createTable('future').addColumn('id', 'integer').execute(),
      },
    ]);
    await expect(exported(other.location)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('newer version'),
    });
    await database.db.destroy();
    await other.remove();
  });
});

test('a text that Postgres cannot hold, as earlier versions kept it in SQLite, arrives without the character', async () => {
  const [file, server] = await Promise.all([stores[0].locate(), temporaryPostgresDatabase()]);
  const { location } = file;
  if (location.kind !== 'sqlite') throw new Error('expected SQLite');
  const store = await openStore({ location: file.location, log: silent });
  const answer = { id: 'a1', question: 'who else?', outcome: 'not-covered', cited: [], at: NOON } as const;
  await store.feedback.record(answer);
  await store.close();
  const earlier = new DatabaseSync(location.path);
  earlier.prepare('update answer set question = ?').run('who\0 else?');
  earlier.close();
  await importInto(server.location, await exported(location));
  expect((await read(server.location))['answer']).toMatchObject([{ question: 'who\uFFFD else?' }]);
  await file.remove();
  await server.remove();
});

describe('what is no whole export', () => {
  let place: TemporaryLocation;
  let text: string;
  let before: Content;
  beforeAll(async () => {
    place = await stores[0].locate();
    const store = await openStore({ location: place.location, log: silent });
    await store.revisions.recordAll([sampleEntry('story', { title: 'Muscat “talks”' })], NOON);
    await store.handledEvents.claim('slack', 'Ev1', NOON);
    await store.close();
    text = await exported(place.location);
    before = await read(place.location);
  });
  afterAll(() => place.remove());

  async function refusal(content: AsyncIterable<Uint8Array>): Promise<UserError> {
    const outcome: unknown = await importStore({
      location: place.location,
      log: silent,
      content,
      replace: true,
    }).catch((error: unknown) => error);
    expect(await read(place.location)).toEqual(before);
    if (!(outcome instanceof UserError)) throw new Error('expected a refusal', { cause: outcome });
    return outcome;
  }
  const refusalOf = (changed: string) => refusal(bytesOf(changed));
  const withHeader = (change: object) => {
    const [header = '', ...rest] = text.split('\n');
    return [JSON.stringify({ ...JSON.parse(header), ...change }), ...rest].join('\n');
  };

  test('is refused wherever it was cut off, and changes nothing', async () => {
    const bytes = Buffer.from(text);
    // Without its very last line end it is still whole.
    const cuts = fc.integer({ min: 0, max: bytes.length - 2 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.integer({ min: 1, max: 700 }), async (length, size) => {
        const { message, hint } = await refusal(chunksOf(bytes.subarray(0, length), size));
        expect(`${message} ${hint}`).toMatch(/Line \d+:.*cut off.*Copy the file again|The export is empty/);
      }),
      { numRuns: 20 },
    );
  });

  test('is refused whichever byte was changed, and changes nothing', async () => {
    const bytes = Buffer.from(text);
    const places = fc.integer({ min: 0, max: bytes.length - 2 });
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (at, difference) => {
        const changed = Buffer.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ difference;
        await refusal(chunksOf(changed, 100));
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    ['nothing at all', () => '', 'The export is empty.'],
    ['some other file', () => 'title: Talks\n', 'Line 1: expected JSON in UTF-8'],
    ['some other JSON', () => '{"version":1}\n', 'Line 1: expected the header of an export'],
    [
      'a newer format',
      () => withHeader({ rapporteur_export: 2 }),
      'its format is 2, and this version reads up to 1',
    ],
    [
      'a newer schema',
      () => withHeader({ schema: ['9999-new'] }),
      'A newer version of Rapporteur made this export (9999-new)',
    ],
    [
      'a lost line',
      () => text.replace(/^.*Ev1.*\n/m, ''),
      'Line 3: the header counts 1 more rows of handled_event',
    ],
    [
      'a doubled line',
      () => text.replace(/^.*Ev1.*\n/m, '$&$&'),
      'Line 4: the header counts fewer rows of handled_event',
    ],
    [
      'a table of nobody',
      () => text.replace('"table":"handled_event"', '"table":"nobody"'),
      'Line 3: there is no table "nobody"',
    ],
    ['a column of nobody', () => text.replace('"event_id"', '"nobody"'), 'Line 3: handled_event:'],
    [
      'another value',
      () => text.replace('Muscat', 'Geneva'),
      'Line 4: the lines before it are not those that were written',
    ],
    ['something after the end', () => `${text}{}\n`, 'Line 5: expected nothing after the end'],
  ])('%s is refused with the line', async (_, changed, message) => {
    const refused = await refusalOf(changed());
    expect(refused.message).toContain(message);
    expect(refused.hint).toMatch(/\w/);
  });

  test('is refused when a line never ends, before memory runs out', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield Buffer.alloc(1024 * 1024, 'x');
      }
    }
    expect((await refusal(endless())).message).toMatch(/^Line 1 is longer than/);
    expect(given).toBeLessThan(100);
  });
});

const moves = stores.flatMap((from) => stores.map((to) => ({ from, to })));

describe.each(moves)('moving from $from.name to $to.name', ({ from, to }) => {
  let source: TemporaryLocation;
  let target: TemporaryLocation;

  beforeAll(async () => {
    source = await from.locate();
    target = await to.locate();
    await (await openStore({ location: source.location, log: silent })).close();
  });
  afterAll(async () => {
    await source.remove();
    await target.remove();
  });

  test('keeps every row, whatever is stored', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryContent, async (content) => {
        await write(source.location, content);
        await importInto(target.location, await exported(source.location), true);
        expect(await read(target.location)).toEqual(
          Object.fromEntries(EXPORTED_TABLES.map(({ name }) => [name, sorted(content[name] ?? [])])),
        );
      }),
      { numRuns: 5 },
    );
  });
});
