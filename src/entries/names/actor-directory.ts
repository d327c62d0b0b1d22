import { byId } from '../by-id.ts';
import type { Actor, Entry } from '../entry.ts';
import { CountedNames } from './counted-names.ts';
import { createNameIndex } from './name-index.ts';
import { isNearName } from './near-name.ts';
import { normalizeName } from './normalized-name.ts';
import type { NamedActor } from './unknown-name.ts';

/** One actor as one briefing describes it. */
export interface ActorAppearance {
  readonly entry: Entry;
  readonly actor: Actor;
}

/** Which actors there are in which briefings, what they are called, and which names are near to what somebody typed. */
export interface ActorDirectory {
  /** An entry in the place of another of the same id; undefined where there is none. */
  replace(before: Entry | undefined, after: Entry | undefined): void;
  has(id: string): boolean;
  ids(): readonly string[];
  /** Ids of those that these words name exactly: id, name or alias, whatever the case, punctuation or accents. */
  named(words: string): readonly string[];
  /** Ids, best first. */
  nearest(words: string, limit: number): readonly string[];
  /**
   * Ids of those that may be meant by words that name none, best first: a group only where the name may be its own, else
   * it would seem that whoever was named belongs to it.
   */
  mistaken(words: string, limit: number): readonly string[];
  appearancesOf(id: string): readonly ActorAppearance[];
  /** Decides what an actor is called where briefings differ: whatever the order in which they were read. */
  newestAppearance(id: string): ActorAppearance | undefined;
  /** These actors, each by the newest briefing that has it. */
  describe(ids: readonly string[]): readonly NamedActor[];
  /** Prepares up to `limit` names for `nearest`. True when all are. */
  prepare(limit: number): boolean;
}

/** @param entryOf the entries as they are served: `replace` is called after they have changed */
export function createActorDirectory(entryOf: (id: string) => Entry | undefined): ActorDirectory {
  const entriesOfActor = new Map<string, Set<string>>();
  const exact = new CountedNames();
  const near = createNameIndex();

  const named = (words: string) => exact.idsOf(normalizeName(words));

  /** Adds to `renamed` the actors whose names are other ones now. */
  function forget(entry: Entry, renamed: Set<string>): void {
    for (const [id, actor] of Object.entries(entry.actors)) {
      const entries = entriesOfActor.get(id);
      entries?.delete(entry.id);
      if (entries?.size === 0) entriesOfActor.delete(id);
      for (const name of namesOf(id, actor)) if (exact.remove(name, id)) renamed.add(id);
    }
  }

  /** Adds to `renamed` the actors whose names are other ones now. */
  function learn(entry: Entry, renamed: Set<string>): void {
    for (const [id, actor] of Object.entries(entry.actors)) {
      entriesOfActor.set(id, (entriesOfActor.get(id) ?? new Set()).add(entry.id));
      for (const name of namesOf(id, actor)) if (exact.add(name, id)) renamed.add(id);
    }
  }

  function appearancesOf(id: string): readonly ActorAppearance[] {
    return [...(entriesOfActor.get(id) ?? [])].flatMap((entryId) => {
      const entry = entryOf(entryId);
      const actor = byId(entry?.actors ?? {}, id);
      return entry && actor ? [{ entry, actor }] : [];
    });
  }

  function newestAppearance(id: string): ActorAppearance | undefined {
    return appearancesOf(id).reduce<ActorAppearance | undefined>(
      (newest, each) => (newest === undefined || isNewer(each.entry, newest.entry) ? each : newest),
      undefined,
    );
  }

  return {
    replace(before, after) {
      const renamed = new Set<string>();
      if (before) forget(before, renamed);
      if (after) learn(after, renamed);
      for (const id of renamed) {
        const names = exact.namesOf(id);
        if (names.length === 0) near.remove(id);
        else near.put({ id, names, aliases: [], related: [] });
      }
    },
    has: (id) => entriesOfActor.has(id),
    ids: () => [...entriesOfActor.keys()].sort(),
    named,
    nearest: near.search,
    mistaken: (words, limit) =>
      near
        .search(words, limit)
        .filter(
          (id) =>
            newestAppearance(id)?.actor.kind !== 'group' ||
            exact.namesOf(id).some((name) => isNearName(words, name)),
        ),
    appearancesOf,
    newestAppearance,
    describe: (ids) =>
      ids.flatMap((id) => {
        const newest = newestAppearance(id);
        if (!newest) return [];
        const { entry, actor } = newest;
        return [{ id, name: actor.name, entry, isOnly: named(actor.name).length === 1 }];
      }),
    prepare: near.prepare,
  };
}

function namesOf(id: string, actor: Actor): readonly string[] {
  return [...new Set([id, actor.name, ...actor.aliases].map(normalizeName))];
}

function isNewer(entry: Entry, other: Entry): boolean {
  return entry.as_of === other.as_of ? entry.id < other.id : entry.as_of > other.as_of;
}
