import { createHash } from 'node:crypto';
import type { Entry } from '../../entries/entry.ts';

/**
 * What a channel has been told, as the revision of each of its briefings. Two channels that read the same
 * briefings in the same versions have the same edition, so what changed since is worked out once for both.
 * Content hashes, not times, make it up: clocks that were wrong cannot make it lie.
 */
export interface Edition {
  readonly id: string;
  /** Content hashes by entry id. */
  readonly revisions: ReadonlyMap<string, string>;
}

/** The edition that these content hashes make up; the same ones have the same id, in whatever order. */
export function editionOf(revisions: ReadonlyMap<string, string>): Edition {
  const sorted = [...revisions].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const id = createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 32);
  return { id, revisions: new Map(sorted) };
}

/** The memory of editions. Kept by the store. */
export interface Editions {
  /** Safe to call again, from any process. What is not remembered again for a week, and told nobody last, is dropped. */
  remember(edition: Edition): Promise<void>;
  read(editionId: string): Promise<Edition | undefined>;
  /** Entries as they read with these content hashes, by entry id; without those whose old content is no longer kept. */
  entriesAs(revisions: Edition['revisions']): Promise<readonly Entry[]>;
}
