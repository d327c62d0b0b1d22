import type { Entry, TimelineEvent } from '../entries/entry.ts';
import type { Timeline } from '../reply.ts';
import type { Citations } from './citations.ts';

/** Events in the order of their days. An expected one whose day has passed is overdue: nobody has said what came of it. */
export function timelineOf(
  entry: Entry,
  events: readonly TimelineEvent[],
  today: Temporal.PlainDate,
  citations: Citations,
): Timeline {
  const sorted = [...events].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return {
    kind: 'timeline',
    events: sorted.map((event) => ({
      day: event.date,
      spans: citations.prose(entry, event.text),
      state: stateOf(event, today),
    })),
  };
}

/** What is due: expected events that no entry has turned into past ones. */
export function expectedEvents(entry: Entry): readonly TimelineEvent[] {
  return entry.timeline.filter((event) => event.expected);
}

/** The nearest `most` of them; overdue ones, the latest first, where fewer are still to come. */
export function nextEvents(entry: Entry, today: Temporal.PlainDate, most: number): readonly TimelineEvent[] {
  const due = expectedEvents(entry).toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const ahead = due.filter((event) => stateOf(event, today) === 'expected').slice(0, most);
  const overdue = due.filter((event) => stateOf(event, today) === 'overdue').toReversed();
  return [...ahead, ...overdue.slice(0, most - ahead.length)];
}

function stateOf(event: TimelineEvent, today: Temporal.PlainDate): Timeline['events'][number]['state'] {
  if (!event.expected) return 'past';
  // A coarse date (a month, a year) passes with its last day; comparing prefixes does that.
  return today.toString().slice(0, event.date.length) > event.date ? 'overdue' : 'expected';
}
