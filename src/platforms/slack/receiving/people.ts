import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { isTimeZone } from '../../../time-zone.ts';
import { classifyError } from '../api/failures.ts';

/** What Slack knows about a person that answers depend on. */
export interface Person {
  readonly name: string;
  /** IANA zone, when the person has one that we know. */
  readonly zone?: string;
  /** An administrator or owner of the workspace: Slack tells apps nothing finer about who manages a channel. */
  readonly manager: boolean;
}

export interface People {
  /** Never rejects: somebody unknown manages nothing and has no zone. */
  find(client: WebClient, workspace: string, userId: string): Promise<Person>;
}

/** People move and are promoted: profiles are read again after this. */
const PROFILE_LIFETIME_MS = 30 * 60 * 1000;
const PROFILES_KEPT = 10_000;

export function createPeople(now: () => Temporal.Instant, log: Logger): People {
  const known = new LRUCache<string, Promise<Person | undefined>>({
    max: PROFILES_KEPT,
    ttl: PROFILE_LIFETIME_MS,
    ttlResolution: 0,
    perf: { now: () => now().epochMilliseconds },
  });

  async function read(client: WebClient, userId: string): Promise<Person | undefined> {
    try {
      const { user } = await client.users.info({ user: userId });
      if (!user) return undefined;
      return {
        name: user.profile?.display_name || user.profile?.real_name || user.name || userId,
        ...(user.tz !== undefined && isTimeZone(user.tz) ? { zone: user.tz } : {}),
        manager: (user.is_admin || user.is_owner || user.is_primary_owner) === true && !user.deleted,
      };
    } catch (error) {
      log.warn({ failure: classifyError(error) }, 'cannot read who asks; using the zone of the settings');
      return undefined;
    }
  }

  return {
    async find(client, workspace, userId) {
      const key = `${workspace}/${userId}`;
      const reading = known.get(key) ?? read(client, userId);
      if (!known.has(key)) known.set(key, reading);
      const person = await reading;
      // A failed look-up is not remembered: the next question tries again.
      if (!person && known.peek(key) === reading) known.delete(key);
      return person ?? { name: userId, manager: false };
    },
  };
}
