import type { Logger } from 'pino';
import { createDeduplication } from '../../deduplication.ts';
import type { RecalledEvents } from '../../platform.ts';

/** What of Slack was taken already. */
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

export function createOnce(handledEvents: RecalledEvents, now: () => Temporal.Instant, log: Logger): Once {
  const { isFirst, wasHere } = createDeduplication(log);
  return {
    first: (eventId) => isFirst(eventId, () => handledEvents.claim('slack', eventId, now())),
    firstOfTrigger: (triggerId) =>
      isFirst(`trigger:${triggerId}`, () => handledEvents.claimBriefly('slack', triggerId, now())),
    async wasTaken(eventId) {
      if (wasHere(eventId)) return true;
      try {
        return await handledEvents.wasClaimed('slack', eventId);
      } catch (error) {
        log.error({ err: error }, 'cannot look up handled events');
        return false;
      }
    },
  };
}
