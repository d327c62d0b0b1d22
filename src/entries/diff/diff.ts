import type { Entry } from '../entry.ts';
import { actorChanges } from './actors.ts';
import type { Change } from './change.ts';
import { matchItems } from './matching.ts';
import { outlookChanges } from './outlook.ts';
import { proseLikeness, same } from './pair.ts';
import { relationChanges } from './relations.ts';
import { skepticismChanges } from './skepticism.ts';
import { sourceChanges } from './sources.ts';
import { eventChanges } from './timeline.ts';

/**
 * What an editor would say differs between two revisions of one entry, in reading order. Actors and sources
 * are the same by id, scenarios by name (or likeness, when renamed), doubts by the likeness of their claims.
 * Bookkeeping that says nothing about the story (`as_of`, `review_by`, aliases, tags, order) is left out.
 */
export function changesBetween(before: Entry, after: Entry): readonly Change[] {
  return [
    ...statusChanges(before, after),
    ...outlookChanges(before, after),
    ...skepticismChanges(before, after),
    ...actorChanges(before, after),
    ...relationChanges(before, after),
    ...eventChanges(before.timeline, after.timeline),
    ...textChanges(before, after),
    ...sourceChanges(before, after),
  ];
}

function statusChanges(before: Entry, after: Entry): Change[] {
  return before.status === after.status
    ? []
    : [{ kind: 'status', before: before.status, after: after.status }];
}

function textChanges(before: Entry, after: Entry): Change[] {
  const changes: Change[] = [];
  if (!same(before.title, after.title))
    changes.push({ kind: 'title', before: before.title, after: after.title });
  if (!same(before.bottom_line, after.bottom_line))
    changes.push({ kind: 'bottom-line', before: before.bottom_line, after: after.bottom_line });
  const summary = matchItems(before.summary, after.summary, proseLikeness);
  const reworded = summary.pairs.filter((pair) => !same(pair.before, pair.after));
  if (summary.added.length + summary.removed.length + reworded.length > 0)
    changes.push({ kind: 'summary', added: summary.added, removed: summary.removed, reworded });
  return changes;
}
