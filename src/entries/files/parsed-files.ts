import type { Entry } from '../entry.ts';
import type { Problem } from '../problem.ts';

/** What a file says, and what is wrong with it. */
export interface ParsedFile {
  /** Absent when any problem is an error. */
  readonly entry?: Entry;
  /** All of them at once (of a hopeless file the first hundred), in the order of the file. */
  readonly problems: readonly Problem[];
}

/** Remembers what files parsed to, since parsing and checking YAML costs far more than reading it back. */
export interface ParsedFiles {
  /** The entries of those hashes that are known. A hash covers file name, bytes and schema version. */
  recall(hashes: readonly string[]): Promise<ReadonlyMap<string, Entry>>;
  remember(parsed: ReadonlyMap<string, Entry>, at: Temporal.Instant): Promise<void>;
  /** The entries of files known by these fingerprints: without opening the files, which takes longer than all else of a start. */
  recallByFingerprint(fingerprints: readonly string[]): Promise<ReadonlyMap<string, Entry>>;
  /** @param hashes by fingerprint: what the file of that fingerprint was when it was read */
  rememberFingerprints(hashes: ReadonlyMap<string, string>, at: Temporal.Instant): Promise<void>;
  /** Drops what was neither recalled nor remembered since `before`. */
  forget(before: Temporal.Instant): Promise<void>;
}
