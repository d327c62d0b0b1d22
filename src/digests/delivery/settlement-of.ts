import type { FoundOutcome, PostOutcome } from '../../platforms/platform.ts';
import type { Settlement } from './outbox.ts';

/** When a delivery may be taken up again, for each reason to leave it. */
export interface NextTimes {
  /** After so many milliseconds. */
  after(milliseconds: number): Temporal.Instant;
  /** After a failure; the more there were, the later. */
  afterFailure(): Temporal.Instant;
  /** When there may be evidence of a message that may have been posted. */
  forEvidence(): Temporal.Instant;
}

type Unstamped = Omit<Settlement, 'now'>;

/** What to write down of a delivery whose post had this outcome. */
export function settlementOfPost(outcome: PostOutcome, next: NextTimes): Unstamped {
  switch (outcome.kind) {
    case 'posted':
      return { event: 'posted', messageId: outcome.messageId };
    case 'refused':
      return {
        event: 'refused',
        reason: outcome.reason,
        stop: { reason: outcome.reason, remedy: outcome.remedy },
      };
    case 'limited':
      return {
        event: 'postponed',
        notBefore: next.after(outcome.retryAfter),
        reason: 'the platform asked to wait',
      };
    case 'failed':
      return { event: 'postponed', failed: true, reason: outcome.reason, notBefore: next.afterFailure() };
    case 'unknown':
      return { event: 'unknown', failed: true, reason: outcome.reason, notBefore: next.forEvidence() };
  }
}

/**
 * What to write down of an uncertain delivery that was looked for with this outcome.
 * @param isPastGrace whether it would be too late to send it again
 */
export function settlementOfEvidence(
  found: FoundOutcome,
  isPastGrace: boolean,
  notBefore: Temporal.Instant,
): Unstamped {
  switch (found.kind) {
    case 'found':
      return { event: 'found', messageId: found.messageId };
    case 'absent':
      return { event: 'absent' };
    case 'unknown':
      return isPastGrace
        ? { event: 'late', reason: `whether it arrived could not be determined: ${found.reason}` }
        : { event: 'unknown', failed: true, reason: found.reason, notBefore };
  }
}
