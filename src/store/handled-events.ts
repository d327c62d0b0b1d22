import type { PlatformName, RecalledEvents } from '../platforms/platform.ts';
import type { Database } from './database.ts';

export interface StoredHandledEvents extends RecalledEvents {
  forget(before: Temporal.Instant): Promise<void>;
  /** Those that were claimed briefly. */
  forgetBrief(before: Temporal.Instant): Promise<void>;
}

/** What tells ids that were claimed briefly from all others; no platform's ids begin so. */
const BRIEFLY = 'briefly:';

export function createHandledEvents({ db }: Database): StoredHandledEvents {
  async function claim(platform: PlatformName, eventId: string, at: Temporal.Instant): Promise<boolean> {
    const claimed = await db
      .insertInto('handled_event')
      .values({ platform, event_id: eventId, handled_at: at.epochMilliseconds })
      .onConflict((conflict) => conflict.doNothing())
      .returning('event_id')
      .executeTakeFirst();
    return claimed !== undefined;
  }

  return {
    claim,
    claimBriefly: (platform, id, at) => claim(platform, `${BRIEFLY}${id}`, at),

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

    async forgetBrief(before) {
      await db
        .deleteFrom('handled_event')
        .where('handled_at', '<', before.epochMilliseconds)
        .where('event_id', 'like', `${BRIEFLY}%`)
        .execute();
    },
  };
}
