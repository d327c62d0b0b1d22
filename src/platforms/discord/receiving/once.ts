import type { Logger } from 'pino';
import type { HandledEvents } from '../../platform.ts';

/** Lets every inbound event through once: Discord sends each to every instance, and again after a resume. */
export interface Once {
  /** False when another instance, or this one earlier, has this event. */
  first(eventId: string): Promise<boolean>;
}

export function createOnce(handledEvents: HandledEvents, now: () => Temporal.Instant, log: Logger): Once {
  return {
    async first(eventId) {
      try {
        return await handledEvents.claim('discord', eventId, now());
      } catch (error) {
        // A question that might be answered twice is better than one that is not answered at all.
        log.error({ err: error }, 'cannot remember handled events');
        return true;
      }
    },
  };
}
