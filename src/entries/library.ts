import type { Actor, Entry } from './entry.ts';
import type { Problem } from './problem.ts';

/** One actor as one briefing describes it. */
export interface ActorAppearance {
  readonly entry: Entry;
  readonly actor: Actor;
}

/** All briefings that are served, held in memory. */
export interface Library {
  /** By title, in alphabetical order. */
  all(): readonly Entry[];
  get(id: string): Entry | undefined;
  /** The id these words name exactly: id, title or alias, whatever the case, punctuation or accents. */
  resolve(words: string): string | undefined;
  /** The entry these words name. Throws a `UserError` (`not_found`) with the nearest ones as alternatives. */
  find(words: string): Entry;
  /** The actor these words name, in every entry that has it. Throws a `UserError` like `find`. */
  findActor(words: string): {
    readonly id: string;
    readonly name: string;
    readonly appearances: readonly ActorAppearance[];
  };
  /** Tags in use, with the number of entries. */
  tags(): ReadonlyMap<string, number>;
  suggest(
    kind: 'topic' | 'actor' | 'tag',
    partial: string,
    limit: number,
  ): readonly { readonly value: string; readonly detail: string }[];
  /** Files that could not be read, or whose newest version could not (an older one is then served). */
  problems(): readonly FileProblems[];
}

export interface FileProblems {
  readonly entryId: string;
  readonly problems: readonly Problem[];
  /** True when the last good version of this file is still served. */
  readonly servesOlderVersion: boolean;
}
