import { type Entry, isStale, type TimelineEvent } from '../entry.ts';
import type { Change } from './change.ts';

/**
 * What the calendar alone changed about an entry after `from` and up to `to`: expected events whose day (or
 * first day of their month or year) has come, and its review date passing.
 */
export function calendarChanges(
  entry: Entry,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): readonly Change[] {
  const due = entry.timeline
    .filter(
      (event) => event.expected && isAfter(firstDay(event.date), from) && !isAfter(firstDay(event.date), to),
    )
    .toSorted(byDay)
    .map((event): Change => ({ kind: 'event-due', event }));
  return entry.review_by !== undefined && isStale(entry, to) && !isStale(entry, from)
    ? [...due, { kind: 'stale', reviewBy: entry.review_by }]
    : due;
}

/** Expected events from tomorrow on, at most `days` ahead, nearest first. */
export function eventsAhead(entry: Entry, today: Temporal.PlainDate, days: number): readonly TimelineEvent[] {
  const horizon = today.add({ days });
  return entry.timeline
    .filter(
      (event) =>
        event.expected && isAfter(firstDay(event.date), today) && !isAfter(firstDay(event.date), horizon),
    )
    .toSorted(byDay);
}

/** The first day of a date that may be a day, a month or a year. */
function firstDay(date: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(date.padEnd('YYYY-MM-DD'.length, '-01'));
}

function isAfter(left: Temporal.PlainDate, right: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(left, right) > 0;
}

function byDay(left: TimelineEvent, right: TimelineEvent): number {
  return Temporal.PlainDate.compare(firstDay(left.date), firstDay(right.date));
}
