import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { DELIVERY_STATES, type Delivery } from '../../digests/delivery/delivery.ts';
import { DIGEST_PLATFORMS } from '../../digests/subscription.ts';
import type { Tables } from '../tables.ts';
import { instant } from './subscription-rows.ts';

const stateSchema = z.enum(DELIVERY_STATES);
const platformSchema = z.enum(DIGEST_PLATFORMS);

/** Not leased. A number, so that one comparison tells whether a delivery is free. */
export const FREE = 0;

/** Deliveries that something may still become of. */
export const OPEN = ['planned', 'sending', 'uncertain'] as const;

/**
 * The same as literals, as the index over them has it: SQLite looks into an index of some states only for a statement
 * that asks for these word for word, and else reads every delivery of the last months.
 */
export const INDEXED_AS_OPEN = OPEN.map((state) => sql.lit(state));

/** A delivery as the domain knows it. */
export function deliveryOf(row: Selectable<Tables['delivery']>): Delivery {
  return {
    id: row.id,
    subscription: row.subscription_id,
    place: {
      platform: platformSchema.parse(row.platform),
      workspace: row.workspace,
      channel: row.channel,
    },
    slot: instant(row.slot_at),
    state: stateSchema.parse(row.state),
    failures: row.failures,
    ...(row.begun_at === null ? {} : { begunAt: instant(row.begun_at) }),
  };
}
