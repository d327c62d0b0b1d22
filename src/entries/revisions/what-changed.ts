import { calendarChanges } from '../diff/calendar-changes.ts';
import type { Change } from '../diff/change.ts';
import { changesBetween } from '../diff/diff.ts';
import type { Entry } from '../entry.ts';
import type { Revisions } from './revision.ts';

/** The time that is asked about: from an instant until now, both where the asker is. */
export interface Period {
  readonly from: Temporal.Instant;
  readonly now: Temporal.Instant;
  readonly zone: string;
}

/** What changed in one briefing. */
export interface ChangedEntry {
  readonly entry: Entry;
  readonly changes: readonly Change[];
}

/** What changed in one briefing, and whether it was there all the time. */
export interface ChangedSince extends ChangedEntry {
  /** When that is later than what was asked about. */
  readonly firstSeen?: Temporal.Instant;
  /** When it was taken away last, where it was away at any time of the period. */
  readonly takenAway?: Temporal.Instant;
}

/** @param entry as it reads; or, of a period that ends when it was taken away, as it read last */
export async function changesIn(
  entry: Entry,
  period: Period,
  revisions: Pick<Revisions, 'at' | 'oldest' | 'removalsOf'>,
): Promise<ChangedSince> {
  const [known, [removal]] = await Promise.all([
    revisions.at(entry.id, period.from),
    revisions.removalsOf([entry.id]),
  ]);
  const before = known ?? (await revisions.oldest(entry.id));
  const wasAway = removal && (known?.isRemoval || Temporal.Instant.compare(removal.seenAt, period.from) >= 0);
  const firstSeen = known ? undefined : (before?.seenAt ?? period.now);
  return {
    entry,
    changes: [
      ...(before ? changesBetween(before.entry, entry) : []),
      // What came due before is no change since then.
      ...passed(entry, { ...period, from: firstSeen ?? period.from }),
    ],
    ...(firstSeen ? { firstSeen } : {}),
    ...(wasAway ? { takenAway: removal.seenAt } : {}),
  };
}

/** What changed in several briefings. */
export interface ChangedEntries {
  /** Those that changed, the most changes first; `isNew` where they were first seen within the period. */
  readonly changed: readonly (ChangedEntry & { readonly isNew: boolean })[];
  /** First seen within the period and not changed since then. */
  readonly added: readonly Entry[];
  readonly unchanged: readonly Entry[];
  /** Taken away within the period, as they read last. */
  readonly takenAway: readonly Entry[];
  /** Taken away before, or within the period, and back now; each is among the others as well. */
  readonly back: readonly Entry[];
}

/** Compares each entry as it is with what it was when the period began. */
export async function changesInAll(
  entries: readonly Entry[],
  period: Period,
  revisions: Pick<Revisions, 'beforeChangesSince' | 'knownAt' | 'removalsSince'>,
): Promise<ChangedEntries> {
  const [earlier, known, removals] = await Promise.all([
    revisions.beforeChangesSince(
      entries.map(({ id }) => id),
      period.from,
    ),
    revisions.knownAt(period.from),
    revisions.removalsSince(period.from),
  ]);
  const served = new Set(entries.map(({ id }) => id));
  const away = new Set(
    [...earlier.filter(({ isRemoval }) => isRemoval), ...removals].map(({ entry }) => entry.id),
  );
  const before = new Map(earlier.map((revision) => [revision.entry.id, revision.entry]));
  const compared = entries.map((entry) => {
    const then = before.get(entry.id);
    const edits = then ? changesBetween(then, entry) : [];
    return { entry, isNew: !known.has(entry.id), changes: [...edits, ...passed(entry, period)] };
  });
  const same = compared.filter(({ changes }) => changes.length === 0);
  return {
    changed: compared
      .filter(({ changes }) => changes.length > 0)
      .toSorted((a, b) => b.changes.length - a.changes.length),
    added: same.filter(({ isNew }) => isNew).map(({ entry }) => entry),
    unchanged: same.filter(({ isNew }) => !isNew).map(({ entry }) => entry),
    takenAway: removals.map(({ entry }) => entry).filter(({ id }) => !served.has(id)),
    back: entries.filter(({ id }) => away.has(id)),
  };
}

function passed(entry: Entry, { from, now, zone }: Period): readonly Change[] {
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainDate();
  return calendarChanges(entry, dayOf(from), dayOf(now));
}
