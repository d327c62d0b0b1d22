import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { exportStore } from '../../../src/store/backup/export-store.ts';
import { importStore } from '../../../src/store/backup/import-store.ts';
import { QUERY_TIMEOUT } from '../../../src/store/database/query-timeout.ts';
import { openStore } from '../../../src/store/store.ts';
import { silent, stores } from '../../contracts/stores.ts';

// A query's patience is quarter of a minute: here it is less than the pauses.
vi.mock('../../../src/store/database/query-timeout.ts', async (original) => ({
  ...(await original<object>()),
  QUERY_TIMEOUT: 100,
}));
const PAUSE = 400;

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');
const [sqlite, postgres] = stores;

/** The lines of an export of some events, each of them with a pause before it. */
async function* slowly(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const line of lines) {
    await sleep(PAUSE);
    yield Buffer.from(line);
  }
}

test('an export and an import on Postgres go on after a pause that is too long for a query', async () => {
  expect(QUERY_TIMEOUT).toBeLessThan(PAUSE);
  const from = await sqlite.locate();
  const filled = await openStore({ location: from.location, log: silent });
  await filled.handledEvents.claim('slack', 'Ev1', NOON);
  await filled.close();
  const place = await postgres.locate();
  const options = { log: silent, replace: false } as const;
  const lines = exportStore({ location: from.location, log: silent, now: NOON });
  await importStore({ ...options, location: place.location, content: slowly(lines) });

  const slow = slowly(exportStore({ location: place.location, log: silent, now: NOON }));
  const back = await sqlite.locate();
  const { header } = await importStore({ ...options, location: back.location, content: slow });
  expect(header.rows['handled_event']).toBe(1);
  await Promise.all([from.remove(), place.remove(), back.remove()]);
});
