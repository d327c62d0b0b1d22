import type { Reply } from '../reply.ts';

/**
 * What every platform does for the rest of the program. People's questions come in through the `Dispatcher` a
 * platform is built with; this port is the other direction: messages that nobody asked for just now.
 */
export interface Platform {
  readonly name: PlatformName;
  /** Resolves when questions can arrive. Rejects with a `UserError` that names the setting to mend. */
  start(): Promise<void>;
  /** Takes nothing new, waits for what is in flight, then closes. Safe to call twice. */
  stop(): Promise<void>;
  health(): PlatformHealth;
  /**
   * Sends `reply` once. Never throws: every failure is an outcome.
   * @param key identifies this message for ever; posting the same key twice must be recognisable afterwards
   * @param begunAt when the first attempt with this key began, unless this is it: what that one posted of a reply of
   * several messages is not posted again
   */
  post(target: Target, reply: Reply, key: string, begunAt?: Temporal.Instant): Promise<PostOutcome>;
  /** Looks for a message with `key` on the platform itself, to settle an `unknown` outcome. */
  findPosted(target: Target, key: string, since: Temporal.Instant): Promise<FoundOutcome>;
}

export type PlatformName = 'slack' | 'discord' | 'web' | 'terminal';

/** A place where nothing can be posted any more: a thread, a channel, or without either a whole workspace. */
export interface LostPlace {
  readonly workspace: string;
  readonly channel?: string;
  readonly thread?: string;
  readonly reason: string;
}

/** Told when it is certain that a place is gone, so that what is scheduled there can stop. Must not reject. */
export type OnLost = (place: LostPlace) => Promise<void>;

/** Where to post. `workspace` is a Slack team, a Discord guild, or `local`. */
export interface Target {
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string;
}

export type PostOutcome =
  | { readonly kind: 'posted'; readonly messageId: string }
  /** Not posted, and trying again will not help until a person does what `remedy` says. */
  | {
      readonly kind: 'refused';
      readonly scope: 'target' | 'workspace';
      readonly reason: string;
      readonly remedy: string;
    }
  /** Not posted; may be tried again after `retryAfter` milliseconds. */
  | { readonly kind: 'limited'; readonly retryAfter: number }
  /** Not posted for a passing reason (connection refused, platform down). */
  | { readonly kind: 'failed'; readonly reason: string }
  /** May or may not have been posted: settle with `findPosted` before any second attempt. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type FoundOutcome =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface PlatformHealth {
  readonly state: 'starting' | 'connected' | 'disconnected' | 'stopped';
  /** For people: the address, the workspace, or what is wrong. */
  readonly detail: string;
  /**
   * When its connection last showed life: something was heard, or an attempt made to reach the platform. Absent where
   * the platform comes to us, and where trying has ended for good. A connection that shows none is stuck.
   */
  readonly aliveAt?: Temporal.Instant;
}

/** Told how long people wait: never who they are or what they asked. */
export interface ResponseTimes {
  /** A question has arrived. */
  begin(): ResponseTimer;
  /** The platform, or our own pace, makes a message wait so many milliseconds. */
  limited(milliseconds: number): void;
}

/** For those whom nobody watches. */
export const UNMEASURED: ResponseTimes = {
  begin: () => ({ acknowledged: () => {}, answered: () => {} }),
  limited: () => {},
};

/** One question on its way. Each is told once; later calls count for nothing. */
export interface ResponseTimer {
  /** The platform has been told that the question arrived. */
  acknowledged(): void;
  /** The first message of the answer has been delivered. */
  answered(): void;
}

/** Remembers which inbound events were taken, so that a redelivered one is answered once. */
export interface HandledEvents {
  /** True for the first caller with this id, false for everyone after, across processes and restarts. */
  claim(platform: PlatformName, eventId: string, at: Temporal.Instant): Promise<boolean>;
}

/** Who works on an event, and until when nobody else does. */
export interface EventLease {
  readonly owner: string;
  readonly until: Temporal.Instant;
}

/** Whose turn it is to handle an event. */
export type EventTurn =
  /** The caller's: nobody had it before. */
  | { readonly kind: 'first' }
  /** The caller's: the process that had it gave no sign until its lease ran out, and may have done any part of it. */
  | { readonly kind: 'left' }
  /** Another process's, unless it gives no sign until then. */
  | { readonly kind: 'busy'; readonly until: Temporal.Instant }
  /** Nobody's any more. */
  | { readonly kind: 'done' };

/** Handled events that can also be looked up; those that take time to handle; and others that need no long memory. */
export interface RecalledEvents extends HandledEvents {
  /** As `claim`, for what is to be handled by another process should the one that began it end. */
  begin(platform: PlatformName, eventId: string, lease: EventLease, at: Temporal.Instant): Promise<EventTurn>;
  /** Extends what the owner still holds of these. */
  renew(platform: PlatformName, eventIds: readonly string[], lease: EventLease): Promise<void>;
  /** Handled: nobody begins it again. */
  finish(platform: PlatformName, eventId: string): Promise<void>;
  /** As `claim`, for what nobody can deliver again after some minutes: it is remembered for an hour at least. */
  claimBriefly(platform: PlatformName, id: string, at: Temporal.Instant): Promise<boolean>;
  /** Whether anyone claimed this id, as long as it is remembered; claims nothing. */
  wasClaimed(platform: PlatformName, eventId: string): Promise<boolean>;
}
