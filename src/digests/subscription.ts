import { z } from 'zod';
import { ENTRY_ID } from '../entries/entry.ts';
import { isPlaceZone } from '../time-zone.ts';

/** Where digests can go: every platform that can post without being asked (a terminal cannot). */
export const DIGEST_PLATFORMS = ['slack', 'discord', 'web'] as const;
export type DigestPlatform = (typeof DIGEST_PLATFORMS)[number];

/** A channel, as its platform names it. */
export interface Place {
  readonly platform: DigestPlatform;
  /** A Slack team, a Discord guild, or `local`. */
  readonly workspace: string;
  readonly channel: string;
}

/** Topics and tags of one subscription; more than this is "all". */
const TOPIC_LIMIT = 50;

/** Which briefings a subscription is about: all of them, or those named and those with a tag. */
export const topicsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({
    kind: z.literal('some'),
    /** Ids of entries; one that is not served (any more) is told in the digest. */
    entries: z.array(z.string().regex(ENTRY_ID)).max(TOPIC_LIMIT),
    /** Every entry with one of these tags, also those written later. */
    tags: z.array(z.string()).max(TOPIC_LIMIT),
  }),
]);
/** Which briefings a subscription is about. */
export type Topics = z.output<typeof topicsSchema>;

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** On which days a digest is due, and at what local time of a place. */
export const scheduleSchema = z.strictObject({
  /** At least one, ascending, each once. */
  days: z.array(z.literal(WEEKDAYS)).min(1).max(7),
  /** Local wall-clock time, `HH:MM`. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** IANA time zone, such as `Asia/Muscat`. */
  zone: z.string().refine(isPlaceZone, 'expected a time zone that this system knows, such as Asia/Muscat'),
});
export type Schedule = z.output<typeof scheduleSchema>;

/** What a person asks for; the store adds the rest. */
export interface SubscriptionDraft {
  readonly place: Place;
  readonly topics: Topics;
  readonly schedule: Schedule;
  /** Send nothing when nothing changed, instead of one short line. */
  readonly skipEmpty: boolean;
  /** For people to ask; it gives this person no rights and their leaving ends nothing. */
  readonly createdBy: { readonly id: string; readonly name: string };
}

/** A channel's wish for digests, as it is kept. */
export interface Subscription extends SubscriptionDraft {
  /** Grows; never used again after removal. */
  readonly id: number;
  readonly createdAt: Temporal.Instant;
  readonly state: SubscriptionState;
  /** The next time a digest is due; kept also while paused, and then without effect. */
  readonly nextAt: Temporal.Instant;
  /** What the channel has been told up to now: changes are told against this. Absent: nothing yet. */
  readonly edition?: string;
  /** The slot of the last digest that was sent, or skipped because nothing had changed. */
  readonly toldAt?: Temporal.Instant;
}

/** Whether digests are sent for it, and if not, why. */
export type SubscriptionState =
  | { readonly kind: 'active' }
  | { readonly kind: 'paused' }
  /** Ended by the platform: the channel is gone, the bot was removed. `resume` starts it again. */
  | {
      readonly kind: 'stopped';
      readonly reason: string;
      readonly remedy: string;
      readonly at: Temporal.Instant;
    };

/** Every briefing there is, or will be. */
export const EVERYTHING: Topics = { kind: 'all' };

/** The same briefings asked for, in whatever order. */
export function sameTopics(left: Topics, right: Topics): boolean {
  if (left.kind === 'all' || right.kind === 'all') return left.kind === right.kind;
  return sameSet(left.entries, right.entries) && sameSet(left.tags, right.tags);
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  const [a, b] = [new Set(left), new Set(right)];
  return a.size === b.size && [...a].every((item) => b.has(item));
}
