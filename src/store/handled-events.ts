import type { RecalledEvents } from '../platforms/platform.ts';
import type { Database } from './database/database.ts';
import { createShortLivedClaims } from './short-lived-claims.ts';

/** Which inbound events were handled, kept in the database. */
export interface StoredHandledEvents extends RecalledEvents {
  forget(before: Temporal.Instant): Promise<void>;
  /** Those that were claimed briefly. */
  forgetBrief(before: Temporal.Instant): Promise<void>;
}

/** @param hasty where brief claims go: what they guard against is over sooner than a loss of power */
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
