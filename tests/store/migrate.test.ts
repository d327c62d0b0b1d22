import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { openDatabase, type StoreLocation } from '../../src/store/database/database.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import { SCHEMA_STEPS } from '../../src/store/migrations/index.ts';
import type { SchemaStep } from '../../src/store/migrations/schema-step.ts';
import { openStore } from '../../src/store/store.ts';
import { silent, stores } from '../contracts/stores.ts';
import { start } from './programs/start.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

const futureStep: SchemaStep = {
  name: '9999-from-the-future',
  up: (db) => db.schema.createTable('future').addColumn('id', 'integer').execute(),
};

test('steps run in the order of their names, each of which is there once', () => {
  const names = SCHEMA_STEPS.map((step) => step.name);
  expect(names).toEqual([...new Set(names)].sort());
});

describe.each(stores)('the schema on $name', ({ locate }) => {
  async function withSteps(location: StoreLocation, steps: readonly SchemaStep[]): Promise<void> {
    const database = await openDatabase(location, silent);
    try {
      await migrate(database, silent, steps);
    } finally {
      await database.db.destroy();
    }
  }

  test('is made once by several processes that start at the same time', async () => {
    const { location, remove } = await locate();
    const outputs = await Promise.all([1, 2, 3].map(() => claimInAnotherProcess(location)));
    expect(outputs.sort()).toEqual(['claimed', 'too late', 'too late']);
    await remove();
  });

  test('is made once by several connections of one process', async () => {
    const { location, remove } = await locate();
    await Promise.all([1, 2, 3].map(() => withSteps(location, SCHEMA_STEPS)));
    const store = await openStore({ location, log: silent });
    await store.check();
    await store.close();
    await remove();
  });

  test('keeps what was stored when it takes a further step', async () => {
    const { location, remove } = await locate();
    const store = await openStore({ location, log: silent });
    await store.handledEvents.claim('slack', 'Ev1', NOON);
    await store.close();
    await withSteps(location, [...SCHEMA_STEPS, futureStep]);
    const database = await openDatabase(location, silent);
    expect(await database.db.selectFrom('handled_event').select('event_id').execute()).toEqual([
      { event_id: 'Ev1' },
    ]);
    await database.db.destroy();
    await remove();
  });

  test('of a newer version is refused, and left as it is', async () => {
    const { location, remove } = await locate();
    await withSteps(location, [...SCHEMA_STEPS, futureStep]);
    await expect(openStore({ location, log: silent })).rejects.toMatchObject({
      name: 'UserError',
      code: 'conflict',
      message: expect.stringContaining('was changed by a newer version of Rapporteur (9999-from-the-future)'),
      hint: expect.stringContaining('Start that version or a later one'),
    });
    await withSteps(location, [...SCHEMA_STEPS, futureStep]);
    await remove();
  });

  test('is not left half-changed by a step that fails', async () => {
    const { location, remove } = await locate();
    const failing: SchemaStep = {
      name: '9998-fails-midway',
      async up(db) {
        await db.schema.createTable('half').addColumn('id', 'integer').execute();
        throw new Error('the step failed midway');
      },
    };
    await expect(withSteps(location, [...SCHEMA_STEPS, failing])).rejects.toThrow('the step failed midway');
    const database = await openDatabase(location, silent);
    expect(
      (await database.db.introspection.getTables()).map(({ name }) => name).filter((name) => name === 'half'),
    ).toEqual([]);
    await database.db.destroy();
    await (await openStore({ location, log: silent })).close();
    await remove();
  });
});

/** What another program that opens the store and claims one event prints. */
async function claimInAnotherProcess(location: StoreLocation): Promise<string> {
  const child = start('claim-once', location);
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return output;
}
