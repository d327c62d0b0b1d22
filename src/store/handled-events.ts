import type { RecalledEvents } from '../platforms/platform.ts';
import type { Database } from './database.ts';

export interface StoredHandledEvents extends RecalledEvents {
  forget(before: Temporal.Instant): Promise<void>;
}

export function createHandledEvents({ db }: Database): StoredHandledEvents {
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
  };
}
