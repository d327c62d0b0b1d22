import { CompiledQuery, Kysely } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import { openSqlite } from '../../src/store/database/sqlite.ts';
import { createDeliveryLeases } from '../../src/store/digests/delivery-leases.ts';
import { createDigestMonitor } from '../../src/store/digests/digest-monitor.ts';
import { createRevisions } from '../../src/store/revisions.ts';
import type { Tables } from '../../src/store/tables.ts';
import { silent } from '../contracts/stores.ts';
import { slot } from '../digests/drafts.ts';

interface Plan {
  readonly sql: string;
  readonly reads: readonly string[];
}

/** Statements as they were run, with their parameters. */
interface Ran {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What a fresh database reads for each statement of `ask`: on the event loop, so that it must not be much. */
async function readsOf(ask: (database: Database) => Promise<void>): Promise<readonly Plan[]> {
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
  await ask(database);
  const plans = await Promise.all(
    ran.map(async ({ sql, parameters }) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]));
      return { sql, reads: rows.map((row) => JSON.stringify(row)) };
    }),
  );
  await db.destroy();
  return plans;
}

/**
 * What is asked again and again must not read all deliveries of a quarter: hundreds of thousands, while a handful is
 * open.
 */
test('whoever looks for open or lost deliveries reads an index of them', async () => {
  const plans = await readsOf(async (database) => {
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
  });
  expect(plans).toHaveLength(11);
  const whole = plans.filter(({ reads }) =>
    reads.some((read) => /"SCAN (delivery|subscription)"/.test(read)),
  );
  expect(whole).toEqual([]);
});

/** Some 20 kB each, of a year. */
test('whoever looks for what was taken away reads no other revisions', async () => {
  const plans = await readsOf(async (database) => {
    const revisions = createRevisions(database, silent);
    await revisions.present();
    await revisions.removalsOf(['a', 'b']);
    await revisions.removalsSince(slot);
    await revisions.recordRemovals(['a', 'b'], slot);
  });
  expect(plans).toHaveLength(4);
  const whole = plans.filter(({ reads }) => reads.some((read) => /"SCAN revision"/.test(read)));
  expect(whole).toEqual([]);
  expect(plans[2]?.reads.join()).toContain('USING INDEX revision_removals');
});
