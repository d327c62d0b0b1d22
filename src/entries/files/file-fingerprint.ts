/** What tells two versions of a file apart without reading it. */
export interface FileFingerprint {
  readonly modified: number;
  /** Also moves when a copy keeps the time of its original, or a file becomes readable. */
  readonly changed: number;
  readonly size: number;
  readonly inode: number;
}

export function isSameFingerprint(one: FileFingerprint, other: FileFingerprint): boolean {
  return (
    one.modified === other.modified &&
    one.changed === other.changed &&
    one.size === other.size &&
    one.inode === other.inode
  );
}

/**
 * Milliseconds. A file changed again within the resolution of its file system's clock (two seconds on some) keeps its
 * fingerprint, so the fingerprint of a file changed so recently says nothing: what git calls “racily clean”.
 */
const RACILY_CLEAN = 3_000;

/** Whether the fingerprint of a file, read now, will tell that the file has changed since. */
export function willTell(fingerprint: FileFingerprint, now: Temporal.Instant): boolean {
  return fingerprint.changed < now.epochMilliseconds - RACILY_CLEAN;
}
