import { sql, type Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Outbox, Page } from '../../digests/delivery/outbox.ts';
import type { Plan, Scheduled } from '../../digests/delivery/plan.ts';
import type { Database } from '../database/database.ts';
import { readableRows } from '../database/readable-rows.ts';
import type { Tables } from '../tables.ts';
import { FREE } from './delivery-rows.ts';
import { instant, type SubscriptionRow, scheduleOf } from './subscription-rows.ts';

/** Which subscriptions are due, and what was decided about them: each slot of a subscription is made once. */
export function createSlotPlanning(
  { db, dialect }: Database,
  log: Logger,
): Pick<Outbox, 'due' | 'ahead' | 'plan'> {
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

  function pageOf(rows: readonly ScheduledRow[], limit: number): Page {
    const last = rows.length < limit ? undefined : rows.at(-1);
    return {
      subscriptions: readableRows(rows, scheduledOf, log),
      ...(last ? { end: { id: last.id, nextAt: instant(last.next_at) } } : {}),
    };
  }

  return {
    async due(now, furthest, limit, after) {
      const rows = await scheduled()
        .$if(after !== undefined, (query) =>
          query.where((where) =>
            where.or([
              where('next_at', '>', after?.nextAt.epochMilliseconds ?? 0),
              where.and([
                where('next_at', '=', after?.nextAt.epochMilliseconds ?? 0),
                where('id', '>', after?.id ?? 0),
              ]),
            ]),
          ),
        )
        .where((where) =>
          where.or([
            where('next_at', '<=', now.epochMilliseconds),
            where('next_at', '>', furthest.epochMilliseconds),
          ]),
        )
        .orderBy('next_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return pageOf(rows, limit);
    },

    async ahead(now, limit, after) {
      const rows = await scheduled()
        .where('next_at', '>', now.epochMilliseconds)
        .$if(after !== undefined, (query) => query.where('id', '>', after?.id ?? 0))
        .orderBy('id')
        .limit(limit)
        .execute();
      return pageOf(rows, limit);
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

type ScheduledRow = Pick<SubscriptionRow, 'id' | 'days' | 'time' | 'zone' | 'next_at'>;

function scheduledOf(row: ScheduledRow): Scheduled {
  return { id: row.id, schedule: scheduleOf(row), nextAt: instant(row.next_at) };
}
