import type { Entry } from '../entry.ts';

/** An entry's content at a point in time; or that it was taken away, which is a revision too. */
export interface Revision {
  /** Where it was taken away: as it read last. */
  readonly entry: Entry;
  /** SHA-256 of the content in canonical form, hexadecimal: the same content has the same hash everywhere. Of a removal, what no content has. */
  readonly hash: string;
  /** When this program first saw the content, or saw that it was gone. */
  readonly seenAt: Temporal.Instant;
  readonly isRemoval: boolean;
}

/** The memory of how entries read before. Kept by the store. */
export interface Revisions {
  /**
   * Records the content of each entry unless it equals the entry's newest revision. Safe to call from several processes;
   * many entries take few statements.
   */
  recordAll(entries: readonly Entry[], seenAt: Temporal.Instant): Promise<void>;
  /** Records that these entries were taken away, except where that is the newest that is known of one. Safe likewise. */
  recordRemovals(entryIds: readonly string[], seenAt: Temporal.Instant): Promise<void>;
  /** Newest first, at most `limit`. */
  history(entryId: string, limit: number): Promise<readonly Revision[]>;
  /** The newest revision of each of these entries that has one. */
  newest(entryIds: readonly string[]): Promise<readonly Revision[]>;
  /** The first that is kept, or the first of those kept that can still be read. */
  oldest(entryId: string): Promise<Revision | undefined>;
  /** What was known at `instant`: the newest revision seen at or before it. */
  at(entryId: string, instant: Temporal.Instant): Promise<Revision | undefined>;
  /**
   * How those of these entries read before `since` that have changed at or after it; as they were first known, where that
   * is later.
   */
  beforeChangesSince(entryIds: readonly string[], since: Temporal.Instant): Promise<readonly Revision[]>;
  /** Ids of the entries of which anything was known at `instant`: the others came later. */
  knownAt(instant: Temporal.Instant): Promise<ReadonlySet<string>>;
  /** Ids of all entries that were not taken away, as far as was recorded. */
  present(): Promise<readonly string[]>;
  /** The last time that each of these entries was taken away, whether it came back or not; of those that ever were. */
  removalsOf(entryIds: readonly string[]): Promise<readonly Revision[]>;
  /** The same of whatever entries were taken away at `since` or later. */
  removalsSince(since: Temporal.Instant): Promise<readonly Revision[]>;
}
