import type { RecalledEvents } from '../platforms/platform.ts';
import { batches } from './database/batches.ts';
import type { Database } from './database/database.ts';
import { createShortLivedClaims } from './short-lived-claims.ts';

/** Which inbound events were handled, kept in the database. */
export interface StoredHandledEvents extends RecalledEvents {
  forget(before: Temporal.Instant): Promise<void>;
  /** Those that were claimed briefly. */
  forgetBrief(before: Temporal.Instant): Promise<void>;
}

/** @param hasty where brief claims go, and that an event was handled: what they guard against is over sooner than a loss of power */
export function createHandledEvents({ db }: Database, hasty: Database): StoredHandledEvents {
  const brief = createShortLivedClaims(hasty);
  return {
    async claim(platform, eventId, at) {
      const claimed = await db
        .insertInto('handled_event')
        .values({ platform, event_id: eventId, handled_at: at.epochMilliseconds })
        .onConflict((conflict) => conflict.doNothing())
        .returning('event_id')
        .executeTakeFirst();
      return claimed !== undefined;
    },

    async begin(platform, eventId, { owner, until }, at) {
      const leased = { owner, leased_until_at: until.epochMilliseconds };
      const begun = await db
        .insertInto('handled_event')
        .values({ platform, event_id: eventId, handled_at: at.epochMilliseconds, ...leased })
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'event_id'])
            .doUpdateSet(leased)
            .where('handled_event.leased_until_at', '<=', at.epochMilliseconds),
        )
        .returning('handled_at')
        .executeTakeFirst();
      if (begun) return { kind: begun.handled_at === at.epochMilliseconds ? 'first' : 'left' };
      const found = await db
        .selectFrom('handled_event')
        .select('leased_until_at')
        .where('platform', '=', platform)
        .where('event_id', '=', eventId)
        .executeTakeFirst();
      const end = found?.leased_until_at ?? undefined;
      return end === undefined
        ? { kind: 'done' }
        : { kind: 'busy', until: Temporal.Instant.fromEpochMilliseconds(end) };
    },

    async renew(platform, eventIds, { owner, until }) {
      for (const batch of batches(eventIds))
        await hasty.db
          .updateTable('handled_event')
          .set({ leased_until_at: until.epochMilliseconds })
          .where('platform', '=', platform)
          .where('event_id', 'in', batch)
          .where('owner', '=', owner)
          .execute();
    },

    async finish(platform, eventId) {
      await hasty.db
        .updateTable('handled_event')
        .set({ owner: null, leased_until_at: null })
        .where('platform', '=', platform)
        .where('event_id', '=', eventId)
        .execute();
    },

    claimBriefly: (platform, id, at) => brief.take({ platform, id, claimed_at: at.epochMilliseconds }),

    async wasClaimed(platform, eventId) {
      const found = await db
        .selectFrom('handled_event')
        .select('event_id')
        .where('platform', '=', platform)
        .where('event_id', '=', eventId)
        .executeTakeFirst();
      return found !== undefined;
    },

    async forget(before) {
      await db.deleteFrom('handled_event').where('handled_at', '<', before.epochMilliseconds).execute();
    },

    forgetBrief: (before) => brief.forget(before),
  };
}
