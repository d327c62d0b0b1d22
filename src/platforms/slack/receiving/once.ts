import { createDeduplication } from '../../deduplication.ts';
import { createEventTurns, type EventTurns, type EventTurnsOptions } from './event-turns.ts';

/** What of Slack was taken already. */
export interface Once extends EventTurns {
  /** Whether such an event was taken before, by any process. */
  wasTaken(eventId: string): Promise<boolean>;
  /**
   * For commands and interactions, by the trigger that Slack makes for each. Slack delivers them once, but a request
   * can be repeated by a proxy, or for five minutes by whoever read it; over sockets, when its acknowledgement is lost.
   */
  firstOfTrigger(triggerId: string): Promise<boolean>;
}

export function createOnce(options: Omit<EventTurnsOptions, 'deduplication'>): Once {
  const { handledEvents, now, log } = options;
  const deduplication = createDeduplication(log);
  return {
    ...createEventTurns({ ...options, deduplication }),
    firstOfTrigger: (triggerId) =>
      deduplication.isFirst(`trigger:${triggerId}`, () =>
        handledEvents.claimBriefly('slack', triggerId, now()),
      ),
    async wasTaken(eventId) {
      if (deduplication.wasHere(eventId)) return true;
      try {
        return await handledEvents.wasClaimed('slack', eventId);
      } catch (error) {
        log.error({ err: error }, 'cannot look up handled events');
        return false;
      }
    },
  };
}
