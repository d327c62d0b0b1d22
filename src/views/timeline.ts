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

/** What is due: expected events that no entry has turned into past ones, the earliest first. */
export function expectedEvents(entry: Entry): readonly TimelineEvent[] {
  return entry.timeline.filter((event) => event.expected);
}

function stateOf(event: TimelineEvent, today: Temporal.PlainDate): Timeline['events'][number]['state'] {
  if (!event.expected) return 'past';
  // A coarse date (a month, a year) passes with its last day; comparing prefixes does that.
  return today.toString().slice(0, event.date.length) > event.date ? 'overdue' : 'expected';
}
