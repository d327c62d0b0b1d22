import type { Logger } from 'pino';
import { SETTLED_STATES } from '../../digests/delivery/delivery.ts';
import type { Outbox } from '../../digests/delivery/outbox.ts';
import type { Database } from '../database/database.ts';
import { createDeliveryLeases } from './delivery-leases.ts';
import { createDeliverySettlement } from './delivery-settlement.ts';
import { createSlotPlanning } from './slot-planning.ts';

/** The port of slots and deliveries, kept in the database. */
export interface StoredOutbox extends Outbox {
  /** Drops deliveries that were settled, and subscriptions that were removed, before `before`. */
  forget(before: Temporal.Instant): Promise<void>;
}

export function createOutbox(database: Database, log: Logger): StoredOutbox {
  const { db } = database;
  return {
    ...createSlotPlanning(database, log),
    ...createDeliveryLeases(database, log),
    ...createDeliverySettlement(database),

    async forget(before) {
      await db
        .deleteFrom('delivery')
        .where('state', 'in', SETTLED_STATES)
        .where('changed_at', '<', before.epochMilliseconds)
        .execute();
      await db
        .deleteFrom('subscription')
        .where('state', '=', 'removed')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('delivery')
                .select('delivery.id')
                .whereRef('delivery.subscription_id', '=', 'subscription.id'),
            ),
          ),
        )
        .execute();
    },
  };
}
