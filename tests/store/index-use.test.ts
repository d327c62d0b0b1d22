import { CompiledQuery, Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '../../src/store/database/migrate.ts';
import { openSqlite } from '../../src/store/database/sqlite.ts';
import { createDeliveryLeases } from '../../src/store/digests/delivery-leases.ts';
import { createDigestMonitor } from '../../src/store/digests/digest-monitor.ts';
import type { Tables } from '../../src/store/tables.ts';
import { silent } from '../contracts/stores.ts';
import { slot } from '../digests/drafts.ts';

/** Statements as they were run, with their parameters. */
interface Ran {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * What is asked again and again must not read all deliveries of a quarter: hundreds of thousands, while a handful is
 * open. SQLite, which answers on the event loop, says what each statement reads.
 */
test('whoever looks for open or lost deliveries reads an index of them', async () => {
  const ran: Ran[] = [];
  const db = new Kysely<Tables>({
    dialect: await openSqlite(':memory:'),
    log({ query: { sql, parameters } }) {
      ran.push({ sql, parameters });
    },
  });
  const database = { db, dialect: 'sqlite', place: 'memory' } as const;
  await migrate(database, silent);
  ran.length = 0;

  const leases = createDeliveryLeases(database, silent);
  const lookout = createDigestMonitor(database);
  await leases.claim({
    owner: 'p1',
    platform: 'slack',
    now: slot,
    leasedUntil: slot.add({ minutes: 1 }),
    limit: 10,
    perWorkspace: 4,
    except: ['T1'],
  });
  await leases.nextReady('slack', []);
  await leases.release('p1');
  await lookout.overview(slot);
  await lookout.silences(slot, 10);

  const plans = await Promise.all(
    ran.map(async ({ sql, parameters }) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]));
      return { sql, reads: rows.map((row) => JSON.stringify(row)) };
    }),
  );
  expect(plans).toHaveLength(11);
  const whole = plans.filter(({ reads }) =>
    reads.some((read) => /"SCAN (delivery|subscription)"/.test(read)),
  );
  expect(whole).toEqual([]);
  await db.destroy();
});
