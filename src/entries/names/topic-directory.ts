import type { Entry } from '../entry.ts';
import { CountedNames } from './counted-names.ts';
import { createNameIndex } from './name-index.ts';
import { normalizeName } from './normalized-name.ts';
import type { NamedItem } from './placed-names.ts';

/** Which briefings are called what, and which names are near to what somebody typed. */
export interface TopicDirectory {
  /** An entry in the place of another of the same id; undefined where there is none. */
  replace(before: Entry | undefined, after: Entry | undefined): void;
  /** Ids of those that these words name exactly: id, title or alias, whatever the case, punctuation or accents. */
  named(words: string): readonly string[];
  /** Ids, best first: those that are called so, then those that are called nearly so. */
  nearest(words: string, limit: number): readonly string[];
  /** Prepares up to `limit` names for `nearest`. True when all are. */
  prepare(limit: number): boolean;
}

export function createTopicDirectory(): TopicDirectory {
  const exact = new CountedNames();
  const near = createNameIndex();
  const named = (words: string) => exact.idsOf(normalizeName(words));
  return {
    replace(before, after) {
      for (const name of before ? namesOf(before) : []) exact.remove(name, before?.id ?? '');
      for (const name of after ? namesOf(after) : []) exact.add(name, after?.id ?? '');
      if (after) near.put(namedThing(after));
      else if (before) near.remove(before.id);
    },
    named,
    nearest: (words, limit) => [...new Set([...named(words), ...near.search(words, limit)])].slice(0, limit),
    prepare: near.prepare,
  };
}

function namesOf(entry: Entry): readonly string[] {
  return [...new Set([entry.id, entry.title, ...entry.aliases].map(normalizeName))];
}

function namedThing(entry: Entry): NamedItem {
  const actorNames = Object.values(entry.actors).flatMap((actor) => [actor.name, ...actor.aliases]);
  return {
    id: entry.id,
    names: [entry.id, entry.title],
    aliases: entry.aliases,
    related: [...actorNames, ...entry.tags],
  };
}
