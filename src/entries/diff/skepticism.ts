import type { Entry, SkepticismNote } from '../entry.ts';
import { actorName } from './actor-name.ts';
import type { Change } from './change.ts';
import { matchItems } from './matching.ts';
import { definedRewording, type Pair, proseLikeness, same } from './pair.ts';

/** Doubts added, removed and reworded, who holds them, and the credibility of their claims. */
export function skepticismChanges(before: Entry, after: Entry): Change[] {
  const matching = matchItems(before.skepticism, after.skepticism, (a, b) => proseLikeness(a.claim, b.claim));
  return [
    ...matching.added.map((note): Change => {
      return { kind: 'doubt-added', note, holders: note.held_by.map((id) => actorName(after, id)) };
    }),
    ...matching.removed.map((note): Change => {
      return { kind: 'doubt-removed', note, holders: note.held_by.map((id) => actorName(before, id)) };
    }),
    ...matching.pairs.flatMap((pair) => noteChanges(pair, before, after)),
  ];
}

function noteChanges({ before, after }: Pair<SkepticismNote>, oldEntry: Entry, newEntry: Entry): Change[] {
  const changes: Change[] = [];
  const { claim } = after;
  if (before.credibility !== after.credibility)
    changes.push({ kind: 'credibility', claim, before: before.credibility, after: after.credibility });
  if (!same(before.claim, claim))
    changes.push({ kind: 'claim-reworded', before: before.claim, after: claim });
  for (const field of ['doubt', 'interest', 'would_settle'] as const)
    if (!same(before[field], after[field]))
      changes.push({
        kind: 'doubt-reworded',
        claim,
        field,
        ...definedRewording(before[field], after[field]),
      });
  const added = after.held_by.filter((id) => !before.held_by.includes(id));
  const removed = before.held_by.filter((id) => !after.held_by.includes(id));
  if (added.length + removed.length > 0)
    changes.push({
      kind: 'doubt-holders',
      claim,
      added: added.map((id) => actorName(newEntry, id)),
      removed: removed.map((id) => actorName(oldEntry, id)),
    });
  return changes;
}
