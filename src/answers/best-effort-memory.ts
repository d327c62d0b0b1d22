import type { Logger } from 'pino';
import { orUnavailable, Unavailable } from '../resilience/unavailable.ts';
import type { AnswerRecord, Feedback } from './feedback.ts';
import { type Conversations, type Place, type Turn, turnsIn } from './question/conversation.ts';

/** Milliseconds that an answer waits for the store. */
const PATIENCE = 2_500;
/** The same after a wait in vain, until the store answers again: readers wait once, not at every step. */
const SHORT_PATIENCE = 250;

/** What answers remember, as far as it can be had: they come from the briefings, and need none of it. */
export interface BestEffortMemory {
  readonly conversations: {
    /** As `turnsIn` has them; undefined when what was said before cannot be had now. */
    recall(place: Place, now: Temporal.Instant): Promise<readonly Turn[] | undefined>;
    remember(place: Place, turns: readonly Turn[], now: Temporal.Instant): Promise<void>;
  };
  readonly feedback: Pick<Feedback, 'judge'> & {
    /** False when the answer is not on record as far as is known, so that nobody can judge it. */
    record(answer: AnswerRecord): Promise<boolean>;
  };
}

export interface BestEffortMemoryOptions {
  readonly conversations: Conversations;
  readonly feedback: Feedback;
  readonly log: Logger;
}

/** The same ports, except that a store that is away (`unavailable`) or too slow is no reason for an answer to fail. */
export function createBestEffortMemory({
  conversations,
  feedback,
  log,
}: BestEffortMemoryOptions): BestEffortMemory {
  let isAway = false;

  /** What is late may still be written. */
  async function attempt<T>(work: Promise<T>, what: string): Promise<T | Unavailable> {
    const result = await orUnavailable(work, isAway ? SHORT_PATIENCE : PATIENCE);
    isAway = result instanceof Unavailable;
    if (result instanceof Unavailable)
      log.warn({ reason: result.reason }, `an answer goes on without ${what}`);
    return result;
  }

  return {
    conversations: {
      async recall(place, now) {
        const recalled = await attempt(turnsIn(place, conversations, now), 'what was said before');
        return recalled instanceof Unavailable ? undefined : recalled;
      },
      async remember(place, turns, now) {
        await attempt(conversations.remember(place, turns, now), 'being remembered');
      },
    },
    feedback: {
      async record(answer) {
        return !((await attempt(feedback.record(answer), 'being on record')) instanceof Unavailable);
      },
      judge: (...verdict) => feedback.judge(...verdict),
    },
  };
}
