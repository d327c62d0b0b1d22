import { sql, type Transaction } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import { DELIVERY_STATES, type Delivery, nextState, SETTLED_STATES } from '../digests/delivery.ts';
import type { ClaimedDelivery, Outbox, Settlement } from '../digests/outbox.ts';
import type { Plan, Scheduled } from '../digests/plan.ts';
import { DIGEST_PLATFORMS } from '../digests/subscription.ts';
import { batches } from './batches.ts';
import type { Database } from './database.ts';
import { instant, scheduleOf, subscriptionOf } from './subscription-rows.ts';
import type { Tables } from './tables.ts';

const stateSchema = z.enum(DELIVERY_STATES);
const platformSchema = z.enum(DIGEST_PLATFORMS);

const OPEN = ['planned', 'sending', 'uncertain'] as const;

/** Not leased. A number, so that one comparison tells whether a delivery is free. */
const FREE = 0;

export interface StoredOutbox extends Outbox {
  /** Drops deliveries that were settled, and subscriptions that were removed, before `before`. */
  forget(before: Temporal.Instant): Promise<void>;
}

export function createOutbox({ db, dialect }: Database, log: Logger): StoredOutbox {
  /** One row that another version has written, or whose zone this system lacks, must not stop all others. */
  function readable<Row extends { readonly id: number }, T>(
    rows: readonly Row[],
    read: (row: Row) => T,
  ): T[] {
    return rows.flatMap((row) => {
      try {
        return [read(row)];
      } catch (error) {
        log.error({ err: error, subscription: row.id }, 'a stored subscription cannot be read');
        return [];
      }
    });
  }

  /** Subscriptions with the same slot behind and ahead of them: a few statements do for all. */
  async function planAlike(transaction: Transaction<Tables>, alike: Alike, now: number): Promise<void> {
    const { ids, plannedAt, nextAt, due } = alike;
    // What another process has planned, or a person has changed, meanwhile stands: it has another `next_at`.
    const mine = transaction
      .selectFrom('subscription')
      .where('id', 'in', ids)
      .where('state', '=', 'active')
      .where('next_at', '=', plannedAt);
    // Processes that plan the same subscriptions take their locks in one order, and cannot lock crosswise.
    if (dialect === 'postgres') await mine.select('id').orderBy('id').forUpdate().execute();
    if (due) {
      const slotAt = due.slot.epochMilliseconds;
      await transaction
        .insertInto('delivery')
        .columns([
          'subscription_id',
          'platform',
          'workspace',
          'channel',
          'slot_at',
          'state',
          'failures',
          'not_before_at',
          'leased_until_at',
          'changed_at',
        ])
        .expression(
          mine.select([
            'id',
            'platform',
            'workspace',
            'channel',
            sql.lit(slotAt).as('slot_at'),
            sql.lit(due.verdict === 'send' ? 'planned' : 'missed').as('state'),
            sql.lit(0).as('failures'),
            sql.lit(slotAt).as('not_before_at'),
            sql.lit(FREE).as('leased_until_at'),
            sql.lit(now).as('changed_at'),
          ]),
        )
        .onConflict((conflict) => conflict.columns(['subscription_id', 'slot_at']).doNothing())
        .execute();
    }
    await transaction
      .updateTable('subscription')
      .set({ next_at: nextAt })
      .where('id', 'in', ids)
      .where('state', '=', 'active')
      .where('next_at', '=', plannedAt)
      .execute();
  }

  const scheduled = () =>
    db
      .selectFrom('subscription')
      .where('state', '=', 'active')
      .select(['id', 'days', 'time', 'zone', 'next_at']);

  return {
    async due(now, furthest, limit) {
      const rows = await scheduled()
        .where((where) =>
          where.or([
            where('next_at', '<=', now.epochMilliseconds),
            where('next_at', '>', furthest.epochMilliseconds),
          ]),
        )
        .orderBy('next_at')
        .limit(limit)
        .execute();
      return readable(rows, scheduledOf);
    },

    async ahead(now, after, limit) {
      const rows = await scheduled()
        .where('next_at', '>', now.epochMilliseconds)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return readable(rows, scheduledOf);
    },

    async plan(plans, planned, now) {
      const plannedAt = new Map(planned.map((item) => [item.id, item.nextAt.epochMilliseconds]));
      // By id, so that on Postgres processes that plan the same take their locks in one order.
      const sorted = plans.toSorted((a, b) => a.subscription - b.subscription);
      if (sorted.length === 0) return;
      await db.transaction().execute(async (transaction) => {
        for (const alike of alikeIn(sorted, plannedAt))
          await planAlike(transaction, alike, now.epochMilliseconds);
      });
    },

    async claim({ owner, platform, now, leasedUntil, limit, perWorkspace, except }) {
      const at = now.epochMilliseconds;
      const ready = db
        .selectFrom('delivery')
        .where('platform', '=', platform)
        .where('state', 'in', OPEN)
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
        .set((set) => ({
          owner,
          leased_until_at: leasedUntil.epochMilliseconds,
          // Whoever was sending it is gone, or stuck: whether it arrived has to be found out.
          state: set.case().when('state', '=', 'sending').then('uncertain').else(set.ref('state')).end(),
        }))
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
        .where('state', 'in', OPEN)
        .returningAll()
        .execute();
      if (rows.length === 0) return [];
      const subscriptions = await db
        .selectFrom('subscription')
        .where('id', 'in', [...new Set(rows.map((row) => row.subscription_id))])
        .selectAll()
        .execute();
      const byId = new Map(readable(subscriptions, subscriptionOf).map((item) => [item.id, item]));
      return rows.flatMap((row): readonly ClaimedDelivery[] => {
        const subscribed = byId.get(row.subscription_id);
        if (!subscribed) return [];
        return [
          {
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
            leasedUntil,
            subscribed,
            ...(row.begun_at === null ? {} : { begunAt: instant(row.begun_at) }),
          },
        ];
      });
    },

    async renew(owner, deliveries, leasedUntil) {
      for (const batch of batches(deliveries))
        await db
          .updateTable('delivery')
          .set({ leased_until_at: leasedUntil.epochMilliseconds })
          .where('id', 'in', batch)
          .where('owner', '=', owner)
          .where('state', 'in', OPEN)
          .execute();
    },

    settle: (delivery, owner, settlement) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('delivery')
          .set(columnsOf(delivery, settlement))
          .where('id', '=', delivery.id)
          .where('owner', '=', owner)
          .where('state', '=', delivery.state)
          .returning(['state', 'slot_at', 'edition'])
          .executeTakeFirst();
        if (!row) return false;
        if (row.edition !== null && (row.state === 'sent' || row.state === 'skipped'))
          await transaction
            .updateTable('subscription')
            .set({ edition: row.edition, told_at: row.slot_at })
            .where('id', '=', delivery.subscription)
            // A later slot may have been told already, while this one was being looked for.
            .where((where) => where.or([where('told_at', 'is', null), where('told_at', '<', row.slot_at)]))
            .execute();
        if (settlement.stop)
          await transaction
            .updateTable('subscription')
            .set({
              state: 'stopped',
              stopped_at: settlement.now.epochMilliseconds,
              reason: settlement.stop.reason,
              remedy: settlement.stop.remedy,
            })
            .where('id', '=', delivery.subscription)
            .where('state', '=', 'active')
            .execute();
        return true;
      }),

    async release(owner) {
      await db
        .updateTable('delivery')
        .set({ owner: null, leased_until_at: FREE })
        .where('owner', '=', owner)
        .where('state', 'in', ['planned', 'uncertain'])
        .execute();
    },

    async nextReady(platform, except) {
      const row = await db
        .selectFrom('delivery')
        .where('platform', '=', platform)
        .where('state', 'in', OPEN)
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

/** Plans that differ in nothing but the subscription. */
interface Alike {
  readonly ids: readonly number[];
  /** The `next_at` that the plans were made for. */
  readonly plannedAt: number;
  readonly nextAt: number;
  readonly due: Plan['due'];
}

function alikeIn(plans: readonly Plan[], plannedAt: ReadonlyMap<number, number>): readonly Alike[] {
  const groups = Map.groupBy(
    plans,
    ({ subscription, due, nextAt }) =>
      `${plannedAt.get(subscription)} ${nextAt} ${due?.slot} ${due?.verdict}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const planned = first && plannedAt.get(first.subscription);
    if (first === undefined || planned === undefined) return [];
    return [
      {
        ids: group.map(({ subscription }) => subscription),
        plannedAt: planned,
        nextAt: first.nextAt.epochMilliseconds,
        due: first.due,
      },
    ];
  });
}

function scheduledOf(row: {
  readonly id: number;
  readonly days: string;
  readonly time: string;
  readonly zone: string;
  readonly next_at: number;
}): Scheduled {
  return { id: row.id, schedule: scheduleOf(row), nextAt: instant(row.next_at) };
}

/** What one event writes. The lease stays while the same process goes on with it, and ends otherwise. */
function columnsOf(delivery: Delivery, settlement: Settlement) {
  const { event, now, notBefore, reason, messageId, failed, edition, told } = settlement;
  const goesOn = event === 'begin' || event === 'absent';
  return {
    state: nextState(delivery.state, event),
    changed_at: now.epochMilliseconds,
    ...(goesOn ? {} : { owner: null, leased_until_at: FREE }),
    ...(event === 'begin' && delivery.begunAt === undefined ? { begun_at: now.epochMilliseconds } : {}),
    ...(notBefore === undefined ? {} : { not_before_at: notBefore.epochMilliseconds }),
    ...(reason === undefined ? {} : { reason }),
    ...(messageId === undefined ? {} : { message_id: messageId }),
    ...(failed === true ? { failures: delivery.failures + 1 } : {}),
    ...(edition === undefined ? {} : { edition }),
    ...(told === undefined ? {} : { told: JSON.stringify(told) }),
  };
}
