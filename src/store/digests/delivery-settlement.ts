import { type Delivery, nextState } from '../../digests/delivery/delivery.ts';
import type { Outbox, Settlement } from '../../digests/delivery/outbox.ts';
import type { Database } from '../database/database.ts';
import { FREE } from './delivery-rows.ts';

/** What became of a delivery, and what that means for its subscription, in one transaction. */
export function createDeliverySettlement({ db }: Database): Pick<Outbox, 'settle'> {
  return {
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
  };
}

/** What one event writes. The lease stays while the same process goes on with it, and ends otherwise. */
function columnsOf(delivery: Delivery, settlement: Settlement) {
  const { event, now, notBefore, reason, messageId, failed, edition, told, leasedUntil } = settlement;
  const goesOn = event === 'begin' || event === 'absent';
  return {
    state: nextState(delivery.state, event),
    changed_at: now.epochMilliseconds,
    ...(goesOn ? {} : { owner: null, leased_until_at: FREE }),
    ...(leasedUntil === undefined ? {} : { leased_until_at: leasedUntil.epochMilliseconds }),
    ...(event === 'begin' && delivery.begunAt === undefined ? { begun_at: now.epochMilliseconds } : {}),
    ...(notBefore === undefined ? {} : { not_before_at: notBefore.epochMilliseconds }),
    ...(reason === undefined ? {} : { reason }),
    ...(messageId === undefined ? {} : { message_id: messageId }),
    ...(failed === true ? { failures: delivery.failures + 1 } : {}),
    ...(edition === undefined ? {} : { edition }),
    ...(told === undefined ? {} : { told: JSON.stringify(told) }),
  };
}
