import type { Entry } from '../entry.ts';

/** An entry's content at a point in time. */
export interface Revision {
  readonly entry: Entry;
  /** SHA-256 of the content in canonical form, hexadecimal: the same content has the same hash everywhere. */
  readonly hash: string;
  /** When this program first saw the content. */
  readonly seenAt: Temporal.Instant;
}

/** The memory of how entries read before. Kept by the store. */
export interface Revisions {
  /**
   * Records the content of each entry unless it equals the entry's newest revision. Safe to call from several processes;
   * many entries take few statements.
   */
  recordAll(entries: readonly Entry[], seenAt: Temporal.Instant): Promise<void>;
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
}
