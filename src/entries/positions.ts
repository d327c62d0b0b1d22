import type { Actor, Entry } from './entry.ts';

/** A dated position of an actor, as one briefing has it. */
export interface PositionTaken {
  readonly entry: Entry;
  readonly actorId: string;
  readonly actor: Actor;
  readonly claim: Actor['claims'][number];
}

/**
 * The positions taken on or after `from`, the newest first. One of which only the month or the year is known counts
 * when all of that is within the period: a move that may have been made before is none to report.
 * Without `from`, the last position of each actor.
 */
export function positionsTaken(
  entries: readonly Entry[],
  from: Temporal.PlainDate | undefined,
): readonly PositionTaken[] {
  const taken = entries.flatMap((entry) =>
    Object.entries(entry.actors).flatMap(([actorId, actor]) => {
      const newestFirst = actor.claims.toSorted((a, b) => compareDates(b.date, a.date));
      const meant =
        from === undefined
          ? newestFirst.slice(0, 1)
          : newestFirst.filter(({ date }) => firstDay(date) >= from.toString());
      return meant.map((claim): PositionTaken => ({ entry, actorId, actor, claim }));
    }),
  );
  return taken.toSorted((a, b) => compareDates(b.claim.date, a.claim.date));
}

function compareDates(a: string, b: string): number {
  return firstDay(a) < firstDay(b) ? -1 : firstDay(a) > firstDay(b) ? 1 : 0;
}

/** ISO 8601, so that days compare as text. */
function firstDay(date: string): string {
  return date.padEnd('YYYY-MM-DD'.length, '-01');
}
