import { sql } from 'kysely';
import { z } from 'zod';
import type { DigestMonitor, LostState, Silence } from '../../digests/delivery/digest-monitor.ts';
import { DIGEST_PLATFORMS } from '../../digests/subscription.ts';
import type { Database } from '../database/database.ts';
import { INDEXED_AS_OPEN, OPEN } from './delivery-rows.ts';
import { instant } from './subscription-rows.ts';

const LOST = ['missed', 'expired'] as const satisfies readonly LostState[];
/** As literals, as the index over them has it. */
const INDEXED_AS_LOST = LOST.map((state) => sql.lit(state));
const SUBSCRIBED = ['active', 'paused', 'stopped'] as const;

const openSchema = z.enum(OPEN);
const lostSchema = z.enum(LOST);
const subscribedSchema = z.enum(SUBSCRIBED);
const stuckSchema = z.enum(['unplanned', ...OPEN, ...LOST]);
const platformSchema = z.enum(DIGEST_PLATFORMS);

/** Each of these reads only an index that holds what is open, or lost, or the few states of subscriptions. */
export function createDigestMonitor({ db }: Database): DigestMonitor {
  function countOpen() {
    return db
      .selectFrom('delivery')
      .where('state', 'in', INDEXED_AS_OPEN)
      .select((select) => ['platform', 'state', select.fn.countAll<number>().as('count')])
      .groupBy(['platform', 'state'])
      .execute();
  }

  function countLost(since: Temporal.Instant) {
    return db
      .selectFrom('delivery')
      .where('state', 'in', INDEXED_AS_LOST)
      .where('slot_at', '>', since.epochMilliseconds)
      .select((select) => ['platform', 'state', select.fn.countAll<number>().as('count')])
      .groupBy(['platform', 'state'])
      .execute();
  }

  function countSubscriptions() {
    return db
      .selectFrom('subscription')
      .where('state', 'in', SUBSCRIBED)
      .select((select) => ['state', select.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
  }

  async function oldestDue(now: Temporal.Instant): Promise<Temporal.Instant | undefined> {
    const at = now.epochMilliseconds;
    const waiting = await db
      .selectFrom('delivery')
      .where('state', 'in', INDEXED_AS_OPEN)
      .where('slot_at', '<=', at)
      .select((select) => select.fn.min<number | null>('slot_at').as('slot_at'))
      .executeTakeFirst();
    const unplanned = await db
      .selectFrom('subscription')
      .where('state', '=', 'active')
      .where('next_at', '<=', at)
      .select((select) => select.fn.min<number | null>('next_at').as('slot_at'))
      .executeTakeFirst();
    const slots = [waiting?.slot_at, unplanned?.slot_at].filter(
      (slot) => slot !== null && slot !== undefined,
    );
    return slots.length === 0 ? undefined : instant(Math.min(...slots));
  }

  function untold(states: typeof INDEXED_AS_OPEN | typeof INDEXED_AS_LOST, until: number, limit: number) {
    return (
      db
        .selectFrom('delivery')
        .where('state', 'in', states)
        .where('slot_at', '<=', until)
        // Not a join: SQLite would begin with the subscriptions, which are many, and most of them were told.
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('subscription')
              .whereRef('subscription.id', '=', 'delivery.subscription_id')
              .where('subscription.state', '=', 'active')
              .where((where) =>
                where.or([
                  where('subscription.told_at', 'is', null),
                  where('subscription.told_at', '<', where.ref('delivery.slot_at')),
                ]),
              )
              .select('subscription.id'),
          ),
        )
        .select(['subscription_id as subscription', 'platform', 'workspace', 'channel', 'slot_at', 'state'])
        .orderBy('slot_at')
        .limit(limit)
        .execute()
    );
  }

  return {
    async overview(now) {
      const [open, lost, subscriptions, oldest] = [
        await countOpen(),
        await countLost(now.subtract({ hours: 24 })),
        await countSubscriptions(),
        await oldestDue(now),
      ];
      return {
        open: open.map((row) => ({
          platform: platformSchema.parse(row.platform),
          state: openSchema.parse(row.state),
          count: row.count,
        })),
        lost: lost.map((row) => ({
          platform: platformSchema.parse(row.platform),
          state: lostSchema.parse(row.state),
          count: row.count,
        })),
        subscriptions: subscriptions.map((row) => ({
          state: subscribedSchema.parse(row.state),
          count: row.count,
        })),
        ...(oldest === undefined ? {} : { oldestDue: oldest }),
      };
    },

    async silences(until, limit) {
      const at = until.epochMilliseconds;
      const unplanned = await db
        .selectFrom('subscription')
        .where('state', '=', 'active')
        .where('next_at', '<=', at)
        .select(['id as subscription', 'platform', 'workspace', 'channel', 'next_at as slot_at'])
        .select(sql.lit('unplanned').as('state'))
        .orderBy('next_at')
        .limit(limit)
        .execute();
      // One after the other: each reads an index of its own, and both in one statement would read the table.
      const stuck = await untold(INDEXED_AS_OPEN, at, limit);
      const lost = await untold(INDEXED_AS_LOST, at, limit);
      const longest = new Map<number, Silence>();
      for (const row of [...unplanned, ...stuck, ...lost].toSorted((a, b) => a.slot_at - b.slot_at)) {
        if (longest.has(row.subscription)) continue;
        longest.set(row.subscription, {
          subscription: row.subscription,
          place: {
            platform: platformSchema.parse(row.platform),
            workspace: row.workspace,
            channel: row.channel,
          },
          slot: instant(row.slot_at),
          state: stuckSchema.parse(row.state),
        });
      }
      return [...longest.values()].slice(0, limit);
    },
  };
}
