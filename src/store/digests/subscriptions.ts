import type { Logger } from 'pino';
import { z } from 'zod';
import { DELIVERY_STATES } from '../../digests/delivery/delivery.ts';
import type { Place } from '../../digests/subscription.ts';
import type { DeliveryReport, Subscriptions } from '../../digests/subscriptions/subscriptions.ts';
import type { Database } from '../database/database.ts';
import { isReadable, readableRows } from '../database/readable-rows.ts';
import { instant, scheduleColumns, subscriptionOf } from './subscription-rows.ts';
import { toldOf } from './told.ts';

const stateSchema = z.enum(DELIVERY_STATES);

/** What a stop had left behind, taken away. */
const RUNNING = { state: 'active', reason: null, remedy: null, stopped_at: null } as const;

export function createSubscriptions({ db }: Database, log: Logger): Subscriptions {
  const existing = () => db.selectFrom('subscription').where('state', '!=', 'removed');
  const rowsIn = ({ platform, workspace, channel }: Place) =>
    existing()
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .where('channel', '=', channel)
      .selectAll()
      .orderBy('id')
      .execute();

  return {
    async in(place) {
      return readableRows(await rowsIn(place), subscriptionOf, log);
    },

    async unreadableIn(place) {
      return (await rowsIn(place)).filter((row) => !isReadable(row, subscriptionOf)).map(({ id }) => id);
    },

    async inWorkspace(platform, workspace) {
      const rows = await existing()
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .selectAll()
        .orderBy('id')
        .execute();
      return readableRows(rows, subscriptionOf, log);
    },

    async add(draft, start) {
      const row = await db
        .insertInto('subscription')
        .values({
          ...draft.place,
          ...scheduleColumns(draft),
          state: 'active',
          next_at: start.nextAt.epochMilliseconds,
          edition: start.edition,
          topics: JSON.stringify(draft.topics),
          created_at: start.createdAt.epochMilliseconds,
          created_by: draft.createdBy.id,
          created_by_name: draft.createdBy.name,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return subscriptionOf(row);
    },

    async reschedule(id, changed, nextAt) {
      const row = await db
        .updateTable('subscription')
        .set({ ...RUNNING, ...scheduleColumns(changed), next_at: nextAt.epochMilliseconds })
        .where('id', '=', id)
        .where('state', '!=', 'removed')
        .returningAll()
        .executeTakeFirst();
      return row && subscriptionOf(row);
    },

    async remove(id) {
      await db.updateTable('subscription').set({ state: 'removed' }).where('id', '=', id).execute();
    },

    async pause(id) {
      await db
        .updateTable('subscription')
        .set({ state: 'paused' })
        .where('id', '=', id)
        .where('state', '!=', 'removed')
        .execute();
    },

    async resume(id, nextAt) {
      await db
        .updateTable('subscription')
        .set({ ...RUNNING, next_at: nextAt.epochMilliseconds })
        .where('id', '=', id)
        .where('state', '!=', 'removed')
        .execute();
    },

    async stopAll({ platform, workspace, channel }, { reason, remedy }, at) {
      const { numUpdatedRows } = await db
        .updateTable('subscription')
        .set({ state: 'stopped', reason, remedy, stopped_at: at.epochMilliseconds })
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .$if(channel !== undefined, (query) => query.where('channel', '=', channel ?? ''))
        .where('state', '=', 'active')
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    async deliveries(id, limit) {
      const rows = await db
        .selectFrom('delivery')
        .where('subscription_id', '=', id)
        .select(['slot_at', 'state', 'failures', 'changed_at', 'reason', 'told'])
        .orderBy('slot_at', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap((row): readonly DeliveryReport[] => {
        const state = stateSchema.safeParse(row.state);
        // A state that only another version knows says nothing here.
        if (!state.success) return [];
        const told = toldOf(row.told);
        return [
          {
            slot: instant(row.slot_at),
            state: state.data,
            failures: row.failures,
            at: instant(row.changed_at),
            ...(row.reason === null ? {} : { reason: row.reason }),
            ...(told === undefined ? {} : { told }),
          },
        ];
      });
    },
  };
}
