import type { Entry, Relation } from '../entry.ts';
import { actorName } from './actor-name.ts';
import type { Change, NamedRelation } from './change.ts';
import { matchItems } from './matching.ts';
import { definedRewording, same } from './pair.ts';

/** Relations added, removed and reworded. */
export function relationChanges(before: Entry, after: Entry): Change[] {
  const matching = matchItems(before.relations, after.relations, (a, b) =>
    a.from === b.from && a.to === b.to && a.kind === b.kind ? (same(a.text, b.text) ? 1 : 0.9) : 0,
  );
  return [
    ...matching.added.map((relation): Change => {
      return { kind: 'relation-added', relation: namedRelation(after, relation) };
    }),
    ...matching.removed.map((relation): Change => {
      return { kind: 'relation-removed', relation: namedRelation(before, relation) };
    }),
    ...matching.pairs
      .filter((pair) => !same(pair.before.text, pair.after.text))
      .map((pair): Change => {
        return {
          kind: 'relation-reworded',
          relation: namedRelation(after, pair.after),
          ...definedRewording(pair.before.text, pair.after.text),
        };
      }),
  ];
}

function namedRelation(entry: Entry, relation: Relation): NamedRelation {
  return {
    from: actorName(entry, relation.from),
    to: actorName(entry, relation.to),
    verb: relation.kind,
    ...(relation.text === undefined ? {} : { text: relation.text }),
  };
}
