import type { Place } from '../src/digests/subscription.ts';
import type { Store } from '../src/store/store.ts';

/** A platform at which digests arrive. */
export interface Destination {
  /** What makes the program join it. */
  readonly settings: Readonly<Record<string, string>>;
  /** A channel to subscribe; perhaps one that has subscriptions already. */
  place(): Place;
  /** How often the message with each of these keys is there, as people would see it. */
  arrivals(keys: readonly string[], store: Store): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}
