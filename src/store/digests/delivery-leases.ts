import { sql } from 'kysely';
import type { Logger } from 'pino';
import { type DeliveryState, TRANSITIONS } from '../../digests/delivery/delivery.ts';
import type { ClaimedDelivery, Outbox } from '../../digests/delivery/outbox.ts';
import { batches } from '../database/batches.ts';
import type { Database } from '../database/database.ts';
import { readableRows } from '../database/readable-rows.ts';
import { deliveryOf, FREE, INDEXED_AS_OPEN, OPEN } from './delivery-rows.ts';
import { instant, subscriptionOf } from './subscription-rows.ts';

/** The state of what is leased anew: it has been abandoned, which leads on from where it was under way, and nowhere else. */
const ABANDONED = sql<DeliveryState>`case state ${sql.join(
  OPEN.map((state) => sql`when ${sql.lit(state)} then ${sql.lit(TRANSITIONS[state].abandoned ?? state)}`),
  sql` `,
)} end`;

/** Who works on which delivery, and for how long nobody else does. */
export function createDeliveryLeases(
  { db, dialect }: Database,
  log: Logger,
): Pick<Outbox, 'claim' | 'renew' | 'release' | 'nextReady'> {
  return {
    async claim({ owner, platform, now, leasedUntil, limit, perWorkspace, except }) {
      const at = now.epochMilliseconds;
      const ready = db
        .selectFrom('delivery')
        .where('platform', '=', platform)
        .where('state', 'in', INDEXED_AS_OPEN)
        .where('not_before_at', '<=', at)
        .where('leased_until_at', '<=', at)
        .$if(except.length > 0, (query) => query.where('workspace', 'not in', except))
        .select((select) => [
          'id',
          select.fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('workspace').orderBy('not_before_at').orderBy('id'))
            .as('turn'),
        ]);
      const chosen = await db
        .selectFrom(ready.as('ready'))
        .where('turn', '<=', perWorkspace)
        .select('id')
        .orderBy('turn')
        .orderBy('id')
        .limit(limit)
        .execute();
      if (chosen.length === 0) return [];
      // Looked at once more while writing: another process may have chosen the same.
      const rows = await db
        .updateTable('delivery')
        .set({ owner, leased_until_at: leasedUntil.epochMilliseconds, state: ABANDONED })
        .where(
          'id',
          'in',
          dialect === 'postgres'
            ? db
                .selectFrom('delivery')
                .where(
                  'id',
                  'in',
                  chosen.map(({ id }) => id),
                )
                .where('leased_until_at', '<=', at)
                .select('id')
                .orderBy('id')
                .forUpdate()
                .skipLocked()
            : chosen.map(({ id }) => id),
        )
        .where('leased_until_at', '<=', at)
        .where('state', 'in', INDEXED_AS_OPEN)
        .returningAll()
        .execute();
      if (rows.length === 0) return [];
      const subscriptions = await db
        .selectFrom('subscription')
        .where('id', 'in', [...new Set(rows.map((row) => row.subscription_id))])
        .selectAll()
        .execute();
      const byId = new Map(readableRows(subscriptions, subscriptionOf, log).map((item) => [item.id, item]));
      return rows.flatMap((row): readonly ClaimedDelivery[] => {
        const subscribed = byId.get(row.subscription_id);
        if (!subscribed) return [];
        return [{ ...deliveryOf(row), leasedUntil, subscribed }];
      });
    },

    async renew(owner, deliveries, leasedUntil) {
      for (const batch of batches(deliveries))
        await db
          .updateTable('delivery')
          .set({ leased_until_at: leasedUntil.epochMilliseconds })
          .where('id', 'in', batch)
          .where('owner', '=', owner)
          .where('state', 'in', INDEXED_AS_OPEN)
          .execute();
    },

    async release(owner) {
      await db
        .updateTable('delivery')
        .set({ owner: null, leased_until_at: FREE })
        .where('owner', '=', owner)
        .where('state', 'in', INDEXED_AS_OPEN)
        .where('state', '<>', 'sending')
        .execute();
    },

    async nextReady(platform, except) {
      const row = await db
        .selectFrom('delivery')
        .where('platform', '=', platform)
        .where('state', 'in', INDEXED_AS_OPEN)
        .$if(except.length > 0, (query) => query.where('workspace', 'not in', except))
        .select((select) =>
          select.fn
            .min<number | null>(
              sql<number>`case when leased_until_at > not_before_at then leased_until_at else not_before_at end`,
            )
            .as('ready_at'),
        )
        .executeTakeFirst();
      return row === undefined || row.ready_at === null ? undefined : instant(row.ready_at);
    },
  };
}
