import type { Logger } from 'pino';
import type { RecalledEvents } from '../platform.ts';

/** Lets every inbound event through once, whichever way and however often Slack delivers it. */
export interface Once {
  /** For events, which Slack delivers again to any process, also after a restart. */
  first(eventId: string): Promise<boolean>;
  /** Whether such an event was taken before, by any process. */
  wasTaken(eventId: string): Promise<boolean>;
  /** For commands and interactions, which Slack delivers once: a proxy may still repeat them. */
  firstHere(id: string): boolean;
}

/** Within one process, also while the store cannot be asked. */
const REMEMBERED = 5_000;

export function createOnce(handledEvents: RecalledEvents, now: () => Temporal.Instant, log: Logger): Once {
  const recent = new Set<string>();

  function firstHere(id: string): boolean {
    if (recent.has(id)) return false;
    if (recent.size >= REMEMBERED) recent.delete(recent.values().next().value ?? '');
    recent.add(id);
    return true;
  }

  return {
    firstHere,
    async wasTaken(eventId) {
      if (recent.has(eventId)) return true;
      try {
        return await handledEvents.wasClaimed('slack', eventId);
      } catch (error) {
        log.error({ err: error }, 'cannot look up handled events');
        return false;
      }
    },
    async first(eventId) {
      if (!firstHere(eventId)) return false;
      try {
        return await handledEvents.claim('slack', eventId, now());
      } catch (error) {
        // A question that might be answered twice is better than one that is not answered at all.
        log.error({ err: error }, 'cannot remember handled events');
        return true;
      }
    },
  };
}
