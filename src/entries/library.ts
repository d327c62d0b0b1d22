import { counted } from '../counted.ts';
import type { UserError } from '../errors.ts';
import type { Entry } from './entry.ts';
import { type ActorAppearance, createActorDirectory } from './names/actor-directory.ts';
import { normalizeName } from './names/normalized-name.ts';
import { createTopicDirectory } from './names/topic-directory.ts';
import {
  severalActors,
  severalTopics,
  unknownActor,
  unknownTopic,
  unreadableTopic,
} from './names/unknown-name.ts';
import type { Problem } from './problem.ts';

const byTitle = new Intl.Collator('en', { numeric: true });

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

/** An actor, by the name that the newest briefing gives it, in all briefings that have it. */
export interface FoundActor {
  readonly id: string;
  readonly name: string;
  readonly appearances: readonly ActorAppearance[];
}

/** Something that could be typed, and what it stands for. */
export interface Suggestion {
  readonly value: string;
  readonly detail: string;
}

/** What keeps the newest version of a file from being served. */
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
  prepareNames(limit: number): boolean;
  /** Says that the newest version of a file cannot be served; an older one stays. */
  reject(entryId: string, problems: readonly Problem[]): void;
}

const STATUSES = ['active', 'watching', 'closed'] as const satisfies readonly Entry['status'][];

/** How many near names an error offers. */
const ALTERNATIVES = 3;

export function createLibrary(): EditableLibrary {
  const entries = new Map<string, Entry>();
  const rejected = new Map<string, readonly Problem[]>();
  const topics = createTopicDirectory();
  const actors = createActorDirectory((id) => entries.get(id));
  let sorted: readonly Entry[] | undefined;

  function replace(id: string, after: Entry | undefined): void {
    const before = entries.get(id);
    if (after) entries.set(id, after);
    else entries.delete(id);
    rejected.delete(id);
    topics.replace(before, after);
    actors.replace(before, after);
    sorted = undefined;
  }

  function all(): readonly Entry[] {
    sorted ??= [...entries.values()].sort(
      (a, b) => byTitle.compare(a.title, b.title) || (a.id < b.id ? -1 : 1),
    );
    return sorted;
  }

  function entriesOf(ids: readonly string[]): readonly Entry[] {
    return ids.flatMap((id) => entries.get(id) ?? []);
  }

  function resolve(words: string): string | undefined {
    if (entries.has(words)) return words;
    const [only, ...others] = topics.named(words);
    return others.length === 0 ? only : undefined;
  }

  /** For the author who asks for a new briefing: "there is none" would send them looking in the wrong place. */
  function unreadable(words: string): UserError | undefined {
    const wanted = normalizeName(words);
    for (const [id, [first]] of rejected) {
      if (first && !entries.has(id) && normalizeName(id) === wanted) return unreadableTopic(id, first);
    }
    return undefined;
  }

  function notFound(words: string): UserError {
    const broken = unreadable(words);
    if (broken) return broken;
    const namesakes = topics.named(words);
    if (namesakes.length > 1) return severalTopics(words, entriesOf(namesakes));
    const actorNames = actors.named(words).flatMap((id) => actors.newestAppearance(id)?.actor.name ?? []);
    return unknownTopic(words, entriesOf(topics.nearest(words, ALTERNATIVES)), actorNames);
  }

  function actorNotFound(words: string): UserError {
    const namesakes = actors.describe(actors.named(words).toSorted());
    return namesakes.length > 1
      ? severalActors(words, namesakes)
      : unknownActor(words, actors.describe(actors.mistaken(words, ALTERNATIVES)), entries.size);
  }

  function tags(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const entry of entries.values()) {
      for (const tag of entry.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
    return new Map([...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1)));
  }

  function suggestTopics(partial: string, limit: number): readonly Suggestion[] {
    // Those that move come first, each kind by title.
    const activeFirst = () => STATUSES.flatMap((status) => all().filter((entry) => entry.status === status));
    const found =
      partial.trim() === '' ? activeFirst().slice(0, limit) : entriesOf(topics.nearest(partial, limit));
    return found.map((entry) => ({ value: entry.id, detail: entry.title }));
  }

  function suggestActors(partial: string, limit: number): readonly Suggestion[] {
    const ids = partial.trim() === '' ? actors.ids() : actors.nearest(partial, limit);
    return actors
      .describe(ids.slice(0, limit))
      .map(({ id, name, entry, isOnly }) =>
        isOnly
          ? { value: name, detail: `in ${entry.title}` }
          : { value: id, detail: `${name}, in ${entry.title}` },
      );
  }

  function suggestTags(partial: string, limit: number): readonly Suggestion[] {
    const wanted = normalizeName(partial);
    return [...tags()]
      .filter(([tag]) => normalizeName(tag).includes(wanted))
      .slice(0, limit)
      .map(([tag, count]) => ({ value: tag, detail: counted(count, 'briefing') }));
  }

  const suggesting = { topic: suggestTopics, actor: suggestActors, tag: suggestTags };

  return {
    put: (entry) => replace(entry.id, entry),
    remove: (id) => replace(id, undefined),
    prepareNames: (limit) => topics.prepare(limit) && actors.prepare(limit),
    reject: (entryId, problems) => void rejected.set(entryId, problems),
    all,
    get: (id) => entries.get(id),
    resolve,
    isName: (words) => topics.named(words).length > 0 || unreadable(words) !== undefined,
    find(words) {
      const id = resolve(words);
      const entry = id === undefined ? undefined : entries.get(id);
      if (!entry) throw notFound(words);
      return entry;
    },
    findActor(words) {
      const [only, ...others] = actors.named(words);
      const id = actors.has(words) ? words : others.length === 0 ? only : undefined;
      const newest = id === undefined ? undefined : actors.newestAppearance(id);
      if (id === undefined || !newest) throw actorNotFound(words);
      return { id, name: newest.actor.name, appearances: actors.appearancesOf(id) };
    },
    tags,
    suggest: (kind, partial, limit) => suggesting[kind](partial, limit),
    problems: () =>
      [...rejected].map(([entryId, problems]) => ({
        entryId,
        problems,
        servesOlderVersion: entries.has(entryId),
      })),
  };
}
