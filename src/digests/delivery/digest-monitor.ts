import type { DigestPlatform, Place } from '../subscription.ts';
import type { OpenState } from './delivery.ts';

/** How digests stand, over all processes that share a store. */
export interface DigestOverview {
  /** Deliveries that are under way, or wait for their turn. */
  readonly open: readonly {
    readonly platform: DigestPlatform;
    readonly state: OpenState;
    readonly count: number;
  }[];
  /** Deliveries whose slot lies in the day before, and that were never sent. */
  readonly lost: readonly {
    readonly platform: DigestPlatform;
    readonly state: LostState;
    readonly count: number;
  }[];
  readonly subscriptions: readonly {
    readonly state: 'active' | 'paused' | 'stopped';
    readonly count: number;
  }[];
  /** The earliest slot that has come and whose digest has neither been sent nor given up. Absent: none. */
  readonly oldestDue?: Temporal.Instant;
}

/** States in which a digest is known never to come. A refused one has stopped its subscription, which is another matter. */
export type LostState = 'missed' | 'expired';

/** A channel that should have had a digest and has not. */
export interface Silence {
  readonly subscription: number;
  readonly place: Place;
  /** The slot that nothing came of. */
  readonly slot: Temporal.Instant;
  /** Where it got stuck. `unplanned`: no process has taken up the slot. */
  readonly state: 'unplanned' | OpenState | LostState;
}

/** What those who run the program have to see, and no person who reads digests asks for. */
export interface DigestMonitor {
  overview(now: Temporal.Instant): Promise<DigestOverview>;
  /**
   * Active subscriptions with a slot at or before `until` that nothing came of, nor of any later one: the longest
   * silent first, at most `limit`.
   */
  silences(until: Temporal.Instant, limit: number): Promise<readonly Silence[]>;
}

/**
 * How long after its slot a digest may come before its channel counts as silent. Digests take seconds; this leaves
 * room for a restart, for ten thousand due at once and for a platform's own limits.
 */
export const SILENCE_ALLOWANCE = Temporal.Duration.from({ minutes: 15 });
