import type { Logger } from 'pino';
import type { Entry } from './entry.ts';
import type { Revisions } from './revision.ts';

/** Records what entries say as they change, one after the other, so that serving never waits for the store. */
export interface RevisionRecorder {
  record(entry: Entry): void;
  /** Resolves when everything so far is recorded or has failed. */
  settled(): Promise<void>;
}

export function createRevisionRecorder(
  revisions: Revisions,
  now: () => Temporal.Instant,
  log: Logger,
): RevisionRecorder {
  let recording: Promise<void> = Promise.resolve();
  return {
    record(entry) {
      const seenAt = now();
      recording = recording
        .then(() => revisions.record(entry, seenAt))
        .catch((error: unknown) => {
          log.warn({ err: error, entry: entry.id }, 'a revision was not recorded; “changes” will miss it');
        });
    },
    settled: () => recording,
  };
}
