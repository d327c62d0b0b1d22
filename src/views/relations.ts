import { byId } from '../entries/by-id.ts';
import type { Entry } from '../entries/entry.ts';
import { parseProse } from '../entries/prose.ts';
import type { ActorMap, Block } from '../reply.ts';
import { text } from '../reply.ts';
import type { Citations } from './citations.ts';

type Relation = Entry['relations'][number];

/**
 * What one picture holds with letters that can be read in a column of text: of random maps of this size one in
 * eight has to be scaled down there. With 60 actors a map is wider than two screens and takes seconds to lay out.
 */
const MAPPED = { actors: 10, pairs: 12 } as const;

/** Who stands in which relation to whom: as a map, and whatever that leaves out in sentences. */
export interface DrawnRelations {
  readonly map: readonly Block[];
  readonly others: readonly Block[];
}

/** A map of who does what to whom, and the relations that do not fit on it. */
export function relationsOf(entry: Entry, citations: Citations): DrawnRelations {
  const { relations } = entry;
  if (relations.length === 0) return { map: [], others: [] };
  const mapped = relations.slice(0, fitting(relations));
  const others = relations.slice(mapped.length);
  const map = actorMapOf(entry, mapped, citations);
  if (others.length === 0) return { map: [map], others: [] };
  return {
    map: [
      map,
      {
        kind: 'note',
        spans: [
          text(
            `The first ${mapped.length} of ${relations.length} relations; the others are listed at the end.`,
          ),
        ],
      },
    ],
    others: [
      { kind: 'heading', level: 2, text: 'Other relations' },
      { kind: 'list', items: others.map((relation) => citations.prose(entry, proseOf(entry, relation))) },
    ],
  };
}

/** How many relations go on the map, in the order in which the author put them. */
function fitting(relations: readonly Relation[]): number {
  const actors = new Set<string>();
  // Several relations in one direction share a line.
  const pairs = new Set<string>();
  const tooMany = relations.findIndex(({ from, to }) => {
    actors.add(from).add(to);
    pairs.add(JSON.stringify([from, to]));
    return actors.size > MAPPED.actors || pairs.size > MAPPED.pairs;
  });
  return tooMany < 0 ? relations.length : tooMany;
}

/** The relations as a picture's content; its alternative says each in a sentence. */
function actorMapOf(entry: Entry, relations: readonly Relation[], citations: Citations): ActorMap {
  const ends = new Set(relations.flatMap((relation) => [relation.from, relation.to]));
  return {
    kind: 'actor-map',
    title: 'Who does what to whom',
    actors: [...ends].map((id) => ({ id, name: nameOf(entry, id) })),
    relations: relations.map(({ from, to, kind }) => ({ from, to, label: kind })),
    alternative: relations.map((relation) => citations.prose(entry, proseOf(entry, relation))),
  };
}

function proseOf(entry: Entry, { from, to, kind, text: told }: Relation): string {
  return told && parseProse(told).length > 0 ? told : `${nameOf(entry, from)} ${kind} ${nameOf(entry, to)}.`;
}

function nameOf(entry: Entry, id: string): string {
  return byId(entry.actors, id)?.name ?? id;
}
