import { calendarChanges, eventsAhead } from '../../entries/diff/calendar-changes.ts';
import type { Change } from '../../entries/diff/change.ts';
import { changesBetween } from '../../entries/diff/diff.ts';
import { judgementsFirst, movesJudgement } from '../../entries/diff/judgement.ts';
import type { Entry, TimelineEvent } from '../../entries/entry.ts';

/** How far ahead a digest looks: a daily reader needs days, a weekly one the week. */
const DAYS_AHEAD = 7;

/** What one digest has to say, before it is put into words. */
export interface DigestContent {
  /** The reader's day. */
  readonly today: Temporal.PlainDate;
  readonly zone: string;
  /** The day of what the channel was told last, or of the subscription. */
  readonly since: Temporal.PlainDate;
  /** Present when the digest comes later than it should have. */
  readonly lateFor?: Temporal.Instant;
  /** Briefings that moved: those first whose judgement did, and of these and of the others the most changes first. */
  readonly moved: readonly { readonly entry: Entry; readonly changes: readonly Change[] }[];
  /** Briefings that this channel was not told of before. */
  readonly added: readonly Entry[];
  readonly unchanged: readonly Entry[];
  /** Briefings that differ from what was told, but whose old text is no longer kept to compare with. */
  readonly uncompared: readonly Entry[];
  /** Briefings it was told of that are no longer kept (or no longer among its topics). */
  readonly gone: readonly NamedEntry[];
  /** Ids asked for by name that are not served. */
  readonly missing: readonly string[];
  /** Briefings of this channel whose files have errors, with no earlier version to serve: nothing can be told of them. */
  readonly unreadable: readonly NamedEntry[];
  readonly ahead: readonly { readonly entry: Entry; readonly event: TimelineEvent }[];
}

/** An entry by what is left of it. */
export interface NamedEntry {
  readonly id: string;
  readonly title: string;
}

/** What a digest is made from: the briefings as they are, and what the channel was told before. */
export interface DigestFacts {
  readonly entries: readonly Entry[];
  readonly missing: readonly string[];
  /** Ids that were asked for, or told of, whose files have errors and which are not served. */
  readonly unreadable: readonly string[];
  /** As the channel was told of them; undefined when it has not been told anything. */
  readonly before: ReadonlyMap<string, Entry> | undefined;
  /** Ids of all that the channel was told of, also where the old content is no longer known. */
  readonly toldOf: ReadonlySet<string>;
  /** Ids of those whose content is word for word what the channel was told. */
  readonly same: ReadonlySet<string>;
  readonly since: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
  readonly zone: string;
  readonly lateFor?: Temporal.Instant;
}

/** Compares what is with what the channel was told. */
export function digestContent(facts: DigestFacts): DigestContent {
  const { entries, missing, unreadable, before, toldOf, same, since, today, zone, lateFor } = facts;
  const known = entries.filter((entry) => toldOf.has(entry.id));
  const compared = known.map((entry) => {
    const earlier = same.has(entry.id) ? entry : before?.get(entry.id);
    // Most of many briefings are as they were told, and looking for differences in them would take seconds.
    const edits = earlier === undefined || earlier === entry ? [] : changesBetween(earlier, entry);
    return {
      entry,
      isCompared: earlier !== undefined,
      changes: judgementsFirst([...edits, ...calendarChanges(entry, since, today)]),
    };
  });
  const accountedFor = new Set([...entries.map(({ id }) => id), ...missing, ...unreadable]);
  const named = (id: string): NamedEntry => ({ id, title: before?.get(id)?.title ?? id });
  return {
    today,
    zone,
    since,
    ...(lateFor === undefined ? {} : { lateFor }),
    moved: compared
      .filter(({ changes }) => changes.length > 0)
      .toSorted(
        (a, b) =>
          Number(b.changes.some(movesJudgement)) - Number(a.changes.some(movesJudgement)) ||
          b.changes.length - a.changes.length,
      ),
    added: entries.filter((entry) => !toldOf.has(entry.id)),
    unchanged: compared
      .filter(({ changes, isCompared }) => changes.length === 0 && isCompared)
      .map(({ entry }) => entry),
    uncompared: compared.filter(({ isCompared }) => !isCompared).map(({ entry }) => entry),
    gone: [...toldOf].filter((id) => !accountedFor.has(id)).map(named),
    missing,
    unreadable: unreadable.map(named),
    ahead: entries
      .flatMap((entry) => eventsAhead(entry, today, DAYS_AHEAD).map((event) => ({ entry, event })))
      .toSorted((a, b) => (a.event.date < b.event.date ? -1 : a.event.date > b.event.date ? 1 : 0)),
  };
}

/** Number of changes; a new, a dropped and an incomparable briefing count as one each. */
export function countChanges({ moved, added, gone, uncompared }: DigestContent): number {
  const inMoved = moved.reduce((sum, { changes }) => sum + changes.length, 0);
  return inMoved + added.length + gone.length + uncompared.length;
}
