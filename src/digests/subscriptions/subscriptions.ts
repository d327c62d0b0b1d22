import type { DeliveryState } from '../delivery/delivery.ts';
import type { Told } from '../delivery/outbox.ts';
import type { Place, Subscription, SubscriptionDraft } from '../subscription.ts';

/** A delivery as people are told of it. */
export interface DeliveryReport {
  readonly slot: Temporal.Instant;
  readonly state: DeliveryState;
  readonly failures: number;
  /** When it was sent, or when its state last changed. */
  readonly at: Temporal.Instant;
  readonly reason?: string;
  readonly told?: Told;
}

/** All subscriptions. Kept by the store. */
export interface Subscriptions {
  /** Those of a channel, the oldest first, as far as they can be read. */
  in(place: Place): Promise<readonly Subscription[]>;
  /**
   * Ids of those of a channel that cannot be read: another version wrote them, or this system lacks their zone.
   * Nothing is sent for them; they can be removed.
   */
  unreadableIn(place: Place): Promise<readonly number[]>;
  /** Those of many channels at once, as an overview needs them. */
  inWorkspace(platform: Place['platform'], workspace: string): Promise<readonly Subscription[]>;
  add(draft: SubscriptionDraft, start: Start): Promise<Subscription>;
  /** Replaces schedule and manner; the topics, and what the channel knows, stay. Active again, whatever it was. */
  reschedule(
    id: number,
    changed: Pick<SubscriptionDraft, 'schedule' | 'skipEmpty'>,
    nextAt: Temporal.Instant,
  ): Promise<Subscription | undefined>;
  remove(id: number): Promise<void>;
  pause(id: number): Promise<void>;
  resume(id: number, nextAt: Temporal.Instant): Promise<void>;
  /** Stops those that are active in a place that is lost, and tells how many that were. Paused ones stay paused. */
  stopAll(lost: LostPlace, why: StopReason, at: Temporal.Instant): Promise<number>;
  /** The newest deliveries of a subscription, newest first. */
  deliveries(id: number, limit: number): Promise<readonly DeliveryReport[]>;
}

/** A channel, or without one a whole workspace, that a platform says is gone. */
export type LostPlace = Omit<Place, 'channel'> & Partial<Pick<Place, 'channel'>>;

/** For people: what happened (no full stop), and as a sentence what to do about it. */
export interface StopReason {
  readonly reason: string;
  readonly remedy: string;
}

/** From when a new subscription counts. */
export interface Start {
  readonly createdAt: Temporal.Instant;
  readonly nextAt: Temporal.Instant;
  /** What the channel counts as knowing from now on. */
  readonly edition: string;
}
