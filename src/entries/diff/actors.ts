import { byId } from '../by-id.ts';
import type { Actor, Entry } from '../entry.ts';
import { ACTOR_FIELDS, type Change } from './change.ts';
import { matchItems } from './matching.ts';
import { definedRewording, type Pair, proseLikeness, same } from './pair.ts';

/** Actors added, removed, renamed and described otherwise, with the positions they took. */
export function actorChanges(before: Entry, after: Entry): Change[] {
  const added = Object.entries(after.actors).filter(([id]) => byId(before.actors, id) === undefined);
  const removed = Object.entries(before.actors).filter(([id]) => byId(after.actors, id) === undefined);
  return [
    ...added.map(([id, { name, role }]): Change => ({ kind: 'actor-added', actor: { id, name }, role })),
    ...removed.map(([id, { name }]): Change => ({ kind: 'actor-removed', actor: { id, name } })),
    ...Object.entries(after.actors).flatMap(([id, actor]) => {
      const earlier = byId(before.actors, id);
      return earlier === undefined ? [] : changesOfActor(id, { before: earlier, after: actor });
    }),
  ];
}

function changesOfActor(id: string, { before, after }: Pair<Actor>): Change[] {
  const actor = { id, name: after.name };
  const changes: Change[] = [];
  if (!same(before.name, after.name))
    changes.push({ kind: 'actor-renamed', before: before.name, after: after.name });
  for (const field of ACTOR_FIELDS)
    if (!same(before[field], after[field]))
      changes.push({
        kind: 'actor-field',
        actor,
        field,
        ...definedRewording(before[field], after[field]),
      });
  const positions = matchItems(before.claims, after.claims, (a, b) =>
    a.date === b.date ? proseLikeness(a.text, b.text) : 0,
  );
  for (const { date, text } of positions.added) changes.push({ kind: 'position-added', actor, date, text });
  for (const { date, text } of positions.removed)
    changes.push({ kind: 'position-removed', actor, date, text });
  for (const pair of positions.pairs)
    if (!same(pair.before.text, pair.after.text))
      changes.push({
        kind: 'position-reworded',
        actor,
        date: pair.after.date,
        before: pair.before.text,
        after: pair.after.text,
      });
  return changes;
}
