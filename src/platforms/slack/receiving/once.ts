import type { Logger } from 'pino';
import { inTime } from '../../../in-time.ts';
import type { RecalledEvents } from '../../platform.ts';

/** Lets everything inbound through once, whichever way and however often it is delivered, and by whomever. */
export interface Once {
  /** For events, which Slack delivers again to any process, also after a restart. */
  first(eventId: string): Promise<boolean>;
  /** Whether such an event was taken before, by any process. */
  wasTaken(eventId: string): Promise<boolean>;
  /**
   * For commands and interactions, by the trigger that Slack makes for each. Slack delivers them once, but a request
   * can be repeated by a proxy, or for five minutes by whoever read it; over sockets, when its acknowledgement is lost.
   */
  firstOfTrigger(triggerId: string): Promise<boolean>;
}

/** Within one process, also while the store cannot be asked. */
const REMEMBERED = 5_000;
/** Milliseconds that somebody waits for the store: triggers end after three seconds. */
const PATIENCE = 1_000;

/**
 * While the store cannot be asked, or takes too long, each process lets through what it has not seen itself: a
 * question that might be answered twice is better than one that is not answered at all. What such a repetition could
 * change is in the same store, and cannot be changed while that is away.
 */
export function createOnce(handledEvents: RecalledEvents, now: () => Temporal.Instant, log: Logger): Once {
  const recent = new Set<string>();
  let isAway = false;

  function firstHere(id: string): boolean {
    if (recent.has(id)) return false;
    if (recent.size >= REMEMBERED) recent.delete(recent.values().next().value ?? '');
    recent.add(id);
    return true;
  }

  async function isFirst(id: string, claim: () => Promise<boolean>): Promise<boolean> {
    if (!firstHere(id)) return false;
    try {
      const claimed = await inTime(claim(), PATIENCE);
      isAway = false;
      return claimed;
    } catch (error) {
      // Once while it lasts: everything that arrives comes by here.
      if (!isAway) log.error({ err: error }, 'cannot remember handled events');
      isAway = true;
      return true;
    }
  }

  return {
    first: (eventId) => isFirst(eventId, () => handledEvents.claim('slack', eventId, now())),
    firstOfTrigger: (triggerId) =>
      isFirst(`trigger:${triggerId}`, () => handledEvents.claimBriefly('slack', triggerId, now())),
    async wasTaken(eventId) {
      if (recent.has(eventId)) return true;
      try {
        return await handledEvents.wasClaimed('slack', eventId);
      } catch (error) {
        log.error({ err: error }, 'cannot look up handled events');
        return false;
      }
    },
  };
}
