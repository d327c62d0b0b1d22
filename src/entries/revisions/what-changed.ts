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

/** What changed in one briefing; `firstSeen` when that is later than what was asked about. */
export async function changesIn(
  entry: Entry,
  period: Period,
  revisions: Pick<Revisions, 'at' | 'oldest'>,
): Promise<ChangedEntry & { readonly firstSeen?: Temporal.Instant }> {
  const known = await revisions.at(entry.id, period.from);
  if (known) return { entry, changes: [...changesBetween(known.entry, entry), ...passed(entry, period)] };
  const oldest = await revisions.oldest(entry.id);
  return {
    entry,
    changes: [...(oldest ? changesBetween(oldest.entry, entry) : []), ...passed(entry, period)],
    firstSeen: oldest?.seenAt ?? period.now,
  };
}

/** What changed in several briefings. */
export interface ChangedEntries {
  /** Those that changed, the most changes first; `isNew` where they were first seen within the period. */
  readonly changed: readonly (ChangedEntry & { readonly isNew: boolean })[];
  /** First seen within the period and not changed since then. */
  readonly added: readonly Entry[];
  readonly unchanged: readonly Entry[];
}

/** Compares each entry as it is with what it was when the period began. */
export async function changesInAll(
  entries: readonly Entry[],
  period: Period,
  revisions: Pick<Revisions, 'beforeChangesSince' | 'knownAt'>,
): Promise<ChangedEntries> {
  const [earlier, known] = await Promise.all([
    revisions.beforeChangesSince(
      entries.map(({ id }) => id),
      period.from,
    ),
    revisions.knownAt(period.from),
  ]);
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
  };
}

function passed(entry: Entry, { from, now, zone }: Period): readonly Change[] {
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainDate();
  return calendarChanges(entry, dayOf(from), dayOf(now));
}
