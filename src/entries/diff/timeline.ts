import type { TimelineEvent } from '../entry.ts';
import type { Change } from './change.ts';
import { matchItems } from './matching.ts';
import { type Pair, proseLikeness, same } from './pair.ts';

/** Events added, removed, come to pass, moved to another date and reworded. */
export function eventChanges(before: readonly TimelineEvent[], after: readonly TimelineEvent[]): Change[] {
  const matching = matchItems(before, after, eventLikeness);
  return [
    ...matching.added.map((event): Change => ({ kind: 'event-added', event })),
    ...matching.removed.map((event): Change => ({ kind: 'event-removed', event })),
    ...matching.pairs.flatMap(changesOfEvent),
  ];
}

/** Dates weigh less than words: an event that is put off keeps its words. */
function eventLikeness(before: TimelineEvent, after: TimelineEvent): number {
  return proseLikeness(before.text, after.text) * (before.date === after.date ? 1 : 0.8);
}

function changesOfEvent({ before, after }: Pair<TimelineEvent>): Change[] {
  if (before.expected && !after.expected)
    return [{ kind: 'event-happened', event: after, expectedOn: before.date }];
  const changes: Change[] = [];
  if (before.date !== after.date)
    changes.push({ kind: 'event-moved', event: after, previously: before.date });
  if (!same(before.text, after.text) || (!before.expected && after.expected))
    changes.push({
      kind: 'event-reworded',
      date: after.date,
      before: before.text,
      after: after.text,
    });
  return changes;
}
