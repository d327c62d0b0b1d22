import type { UserError } from '../errors.ts';
import { byId } from './by-id.ts';
import type { Actor, Entry } from './entry.ts';
import { CountedNames } from './names/counted-names.ts';
import { createNameIndex } from './names/name-index.ts';
import { isNearName } from './names/near-name.ts';
import { normalizeName } from './names/normalized-name.ts';
import type { NamedThing } from './names/placed-names.ts';
import {
  type NamedActor,
  severalActors,
  severalTopics,
  unknownActor,
  unknownTopic,
  unreadableTopic,
} from './names/unknown-name.ts';
import type { Problem } from './problem.ts';

const byTitle = new Intl.Collator('en', { numeric: true });

/** One actor as one briefing describes it. */
export interface ActorAppearance {
  readonly entry: Entry;
  readonly actor: Actor;
}

/** All briefings that are served, held in memory. */
export interface Library {
  /** By title, in alphabetical order; numbers by their value, so that round 7 stands before round 49. */
  all(): readonly Entry[];
  get(id: string): Entry | undefined;
  /** The id these words name exactly: id, title or alias, whatever the case, punctuation or accents. */
  resolve(words: string): string | undefined;
  /** Whether these words name an entry, several, or one that cannot be shown: `find` can tell more of them than that there is none. */
  isName(words: string): boolean;
  /** The entry these words name. Throws a `UserError` (`not_found`) with the nearest ones, or with what is wrong in its file. */
  find(words: string): Entry;
  /** The actor these words name, in every entry that has it. Throws a `UserError` like `find`. */
  findActor(words: string): FoundActor;
  /** Tags in use, with the number of entries, most used first. */
  tags(): ReadonlyMap<string, number>;
  /** Ranked like did-you-mean, best first; the first `limit` of all for an empty `partial`. */
  suggest(kind: 'topic' | 'actor' | 'tag', partial: string, limit: number): readonly Suggestion[];
  /** Files that could not be read, or whose newest version could not (an older one is then served). */
  problems(): readonly FileProblems[];
}

export interface FoundActor {
  readonly id: string;
  readonly name: string;
  readonly appearances: readonly ActorAppearance[];
}

export interface Suggestion {
  readonly value: string;
  readonly detail: string;
}

export interface FileProblems {
  readonly entryId: string;
  readonly problems: readonly Problem[];
  /** True when the last good version of this file is still served. */
  readonly servesOlderVersion: boolean;
}

/** The library as the loader sees it. */
export interface EditableLibrary extends Library {
  /** Adds or replaces one entry; clears the problems of its file. */
  put(entry: Entry): void;
  remove(id: string): void;
  /** Prepares up to `limit` names for did-you-mean ahead of the first slip. True when all are. */
  settleNames(limit: number): boolean;
  /** Says that the newest version of a file cannot be served; an older one stays. */
  reject(entryId: string, problems: readonly Problem[]): void;
}

const STATUSES = ['active', 'watching', 'closed'] as const satisfies readonly Entry['status'][];

/** How many near names an error offers. */
const ALTERNATIVES = 3;

export function createLibrary(): EditableLibrary {
  const entries = new Map<string, Entry>();
  const rejected = new Map<string, readonly Problem[]>();
  const topicNames = new CountedNames();
  const actorNames = new CountedNames();
  const entriesOfActor = new Map<string, Set<string>>();
  const topics = createNameIndex();
  const actors = createNameIndex();
  let sorted: readonly Entry[] | undefined;

  function replace(before: Entry | undefined, after: Entry | undefined): void {
    const renamed = new Set<string>();
    for (const name of before ? namesOfEntry(before) : []) topicNames.remove(name, before?.id ?? '');
    for (const [id, actor] of Object.entries(before?.actors ?? {})) {
      removeFrom(entriesOfActor, id, before?.id ?? '');
      for (const name of namesOfActor(id, actor)) if (actorNames.remove(name, id)) renamed.add(id);
    }
    for (const name of after ? namesOfEntry(after) : []) topicNames.add(name, after?.id ?? '');
    for (const [id, actor] of Object.entries(after?.actors ?? {})) {
      addTo(entriesOfActor, id, after?.id ?? '');
      for (const name of namesOfActor(id, actor)) if (actorNames.add(name, id)) renamed.add(id);
    }
    for (const id of renamed) {
      const names = actorNames.namesOf(id);
      if (names.length === 0) actors.remove(id);
      else actors.put({ id, names, aliases: [], related: [] });
    }
    if (after) topics.put(namedEntry(after));
    else if (before) topics.remove(before.id);
    sorted = undefined;
  }

  function appearancesOf(id: string): readonly ActorAppearance[] {
    return [...(entriesOfActor.get(id) ?? [])].flatMap((entryId) => {
      const entry = entries.get(entryId);
      const actor = byId(entry?.actors ?? {}, id);
      return entry && actor ? [{ entry, actor }] : [];
    });
  }

  /** Decides what an actor is called where briefings differ: whatever the order in which they were read. */
  function newestAppearance(id: string): ActorAppearance | undefined {
    return appearancesOf(id).reduce<ActorAppearance | undefined>(
      (newest, each) => (newest === undefined || isNewer(each.entry, newest.entry) ? each : newest),
      undefined,
    );
  }

  const library: EditableLibrary = {
    put(entry) {
      const before = entries.get(entry.id);
      entries.set(entry.id, entry);
      rejected.delete(entry.id);
      replace(before, entry);
    },
    remove(id) {
      const before = entries.get(id);
      entries.delete(id);
      rejected.delete(id);
      replace(before, undefined);
    },
    settleNames: (limit) => topics.settle(limit) && actors.settle(limit),
    reject(entryId, problems) {
      rejected.set(entryId, problems);
    },
    all() {
      sorted ??= [...entries.values()].sort(
        (a, b) => byTitle.compare(a.title, b.title) || (a.id < b.id ? -1 : 1),
      );
      return sorted;
    },
    get: (id) => entries.get(id),
    resolve(words) {
      if (entries.has(words)) return words;
      const [only, ...others] = topicNames.idsOf(normalizeName(words));
      return others.length === 0 ? only : undefined;
    },
    isName: (words) =>
      topicNames.idsOf(normalizeName(words)).length > 0 ||
      entries.has(words) ||
      unreadable(words) !== undefined,
    find(words) {
      const id = library.resolve(words);
      const entry = id === undefined ? undefined : entries.get(id);
      if (entry) return entry;
      const broken = unreadable(words);
      if (broken) throw broken;
      const named = topicNames.idsOf(normalizeName(words));
      throw named.length > 1
        ? severalTopics(words, entriesOf(named))
        : unknownTopic(words, nearestEntries(words), actorsNamed(words));
    },
    findActor(words) {
      const [only, ...others] = actorNames.idsOf(normalizeName(words));
      const id = entriesOfActor.has(words) ? words : others.length === 0 ? only : undefined;
      const found = id === undefined ? undefined : newestAppearance(id);
      if (id !== undefined && found) return { id, name: found.actor.name, appearances: appearancesOf(id) };
      const namesakes = namedActors(actorNames.idsOf(normalizeName(words)).toSorted());
      throw namesakes.length > 1
        ? severalActors(words, namesakes)
        : unknownActor(words, namedActors(nearestActors(words)), entries.size);
    },
    tags() {
      const counts = new Map<string, number>();
      for (const entry of entries.values()) {
        for (const tag of entry.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      }
      return new Map([...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1)));
    },
    suggest(kind, partial, limit) {
      switch (kind) {
        case 'topic':
          return (partial.trim() === '' ? activeFirst().slice(0, limit) : nearestEntries(partial, limit)).map(
            (entry) => ({ value: entry.id, detail: entry.title }),
          );
        case 'actor': {
          const ids =
            partial.trim() === '' ? [...entriesOfActor.keys()].sort() : actors.search(partial, limit);
          return namedActors(ids.slice(0, limit)).map(({ id, name, entry, isOnly }) =>
            isOnly
              ? { value: name, detail: `in ${entry.title}` }
              : { value: id, detail: `${name}, in ${entry.title}` },
          );
        }
        case 'tag': {
          const wanted = normalizeName(partial);
          return [...library.tags()]
            .filter(([tag]) => normalizeName(tag).includes(wanted))
            .slice(0, limit)
            .map(([tag, count]) => ({
              value: tag,
              detail: count === 1 ? '1 briefing' : `${count} briefings`,
            }));
        }
      }
    },
    problems: () =>
      [...rejected].map(([entryId, problems]) => ({
        entryId,
        problems,
        servesOlderVersion: entries.has(entryId),
      })),
  };

  /** For the author who asks for a new briefing: "there is none" would send them looking in the wrong place. */
  function unreadable(words: string): UserError | undefined {
    const wanted = normalizeName(words);
    for (const [id, [first]] of rejected) {
      if (first && !entries.has(id) && normalizeName(id) === wanted) return unreadableTopic(id, first);
    }
    return undefined;
  }

  /** A group only where the name may be its own: else it would seem that whoever was named belongs to it. */
  function nearestActors(words: string): readonly string[] {
    return actors
      .search(words, ALTERNATIVES)
      .filter(
        (id) =>
          newestAppearance(id)?.actor.kind !== 'group' ||
          actorNames.namesOf(id).some((name) => isNearName(words, name)),
      );
  }

  function namedActors(ids: readonly string[]): readonly NamedActor[] {
    return ids.flatMap((id) => {
      const newest = newestAppearance(id);
      if (!newest) return [];
      const { entry, actor } = newest;
      return [
        { id, name: actor.name, entry, isOnly: actorNames.idsOf(normalizeName(actor.name)).length === 1 },
      ];
    });
  }

  /** The actors that these words name exactly. */
  function actorsNamed(words: string): readonly string[] {
    return actorNames.idsOf(normalizeName(words)).flatMap((id) => newestAppearance(id)?.actor.name ?? []);
  }

  /** Those that move come first, each kind by title. */
  function activeFirst(): readonly Entry[] {
    return STATUSES.flatMap((status) => library.all().filter((entry) => entry.status === status));
  }

  function nearestEntries(words: string, limit = ALTERNATIVES): readonly Entry[] {
    const ids = new Set([...topicNames.idsOf(normalizeName(words)), ...topics.search(words, limit)]);
    return entriesOf([...ids].slice(0, limit));
  }

  function entriesOf(ids: readonly string[]): readonly Entry[] {
    return ids.flatMap((id) => entries.get(id) ?? []);
  }

  return library;
}

function namesOfEntry(entry: Entry): readonly string[] {
  return [...new Set([entry.id, entry.title, ...entry.aliases].map(normalizeName))];
}

function namesOfActor(id: string, actor: Actor): readonly string[] {
  return [...new Set([id, actor.name, ...actor.aliases].map(normalizeName))];
}

function namedEntry(entry: Entry): NamedThing {
  const actorNames = Object.values(entry.actors).flatMap((actor) => [actor.name, ...actor.aliases]);
  return {
    id: entry.id,
    names: [entry.id, entry.title],
    aliases: entry.aliases,
    related: [...actorNames, ...entry.tags],
  };
}

function isNewer(entry: Entry, other: Entry): boolean {
  return entry.as_of === other.as_of ? entry.id < other.id : entry.as_of > other.as_of;
}

function addTo(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
}

function removeFrom(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  values?.delete(value);
  if (values?.size === 0) index.delete(key);
}
