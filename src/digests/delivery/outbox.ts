import type { DigestPlatform, Subscription } from '../subscription.ts';
import type { Delivery, DeliveryEvent } from './delivery.ts';
import type { Plan, Scheduled } from './plan.ts';

/** What a digest told: kept with its delivery, so that `why` can say it. */
export interface Told {
  /** Number of changes by entry id. */
  readonly changed: Readonly<Record<string, number>>;
  /** Entry ids that the channel had not been told of before. */
  readonly added: readonly string[];
  /** Titles of briefings that were told of as no longer covered, by entry id. */
  readonly gone: Readonly<Record<string, string>>;
  /** Entry ids that had changed, but whose earlier text was not kept. */
  readonly uncompared: readonly string[];
  readonly unchanged: readonly string[];
  /** Entry ids that were asked for and are not served. */
  readonly missing: readonly string[];
  /** Entry ids of which nothing could be told, since their files had errors. */
  readonly unreadable: readonly string[];
}

/** A delivery that this process alone may work on until `leasedUntil`. */
export interface ClaimedDelivery extends Delivery {
  readonly leasedUntil: Temporal.Instant;
  /** As it was when the delivery was claimed. */
  readonly subscribed: Subscription;
}

/** Which deliveries a process asks to work on, and until when. */
export interface ClaimRequest {
  readonly owner: string;
  readonly platform: DigestPlatform;
  readonly now: Temporal.Instant;
  readonly leasedUntil: Temporal.Instant;
  readonly limit: number;
  /** At most so many of one workspace. */
  readonly perWorkspace: number;
  /** Workspaces that are held up, or have enough under way, just now. */
  readonly except: readonly string[];
}

/** What came of working on a delivery, written down in one piece. */
export interface Settlement {
  readonly event: DeliveryEvent;
  readonly now: Temporal.Instant;
  /** Not to be taken up before this, where it goes on. */
  readonly notBefore?: Temporal.Instant;
  /** For people: why it did not go through. */
  readonly reason?: string;
  readonly messageId?: string;
  /** Counts as a failure, for backing off. */
  readonly failed?: boolean;
  /** What the channel knows once this has been sent, and what was told. With `begin` and `empty`. */
  readonly edition?: string;
  readonly told?: Told;
  /** The lease anew, so that all of it is there for the request that follows. With `begin`. */
  readonly leasedUntil?: Temporal.Instant;
  /** Stops the subscription as well. With `refused`. */
  readonly stop?: { readonly reason: string; readonly remedy: string };
}

/** Where a page of subscriptions ends. */
export type Position = Pick<Scheduled, 'id' | 'nextAt'>;

/** Some of many subscriptions. One that cannot be read is left out, and takes up its place among them all the same. */
export interface Page {
  readonly subscriptions: readonly Scheduled[];
  /** After which the next page begins; absent when there is none. */
  readonly end?: Position;
}

/**
 * Slots and deliveries, shared by all processes. A slot of a subscription exists once; a delivery is worked on
 * by one process at a time, which holds a lease on it; every change of state is one atomic write that fails
 * when the lease is gone.
 */
export interface Outbox {
  /** Active subscriptions whose `nextAt` has come, or lies beyond `furthest`: at most `limit`, the earliest first. */
  due(now: Temporal.Instant, furthest: Temporal.Instant, limit: number, after?: Position): Promise<Page>;
  /** Makes the deliveries and moves `nextAt` on, unless another process has: then that one's plan stands. */
  plan(plans: readonly Plan[], planned: readonly Scheduled[], now: Temporal.Instant): Promise<void>;
  /** Active subscriptions with `nextAt` after `now`, by id, at most `limit`: to plan them anew. */
  ahead(now: Temporal.Instant, limit: number, after?: Position): Promise<Page>;
  /** Leases ready deliveries, workspaces taking turns. One abandoned while sending becomes `uncertain`. */
  claim(request: ClaimRequest): Promise<readonly ClaimedDelivery[]>;
  /** Extends the leases that `owner` still holds on these deliveries. */
  renew(owner: string, deliveries: readonly number[], leasedUntil: Temporal.Instant): Promise<void>;
  /** Applies `event`. False when the lease is gone and nothing was written. */
  settle(delivery: Delivery, owner: string, settlement: Settlement): Promise<boolean>;
  /** Gives up leases of deliveries that were not begun, so that another process may take them at once. */
  release(owner: string): Promise<void>;
  /** When the next open delivery of `platform` becomes ready; undefined when there is none. */
  nextReady(platform: DigestPlatform, except: readonly string[]): Promise<Temporal.Instant | undefined>;
}
