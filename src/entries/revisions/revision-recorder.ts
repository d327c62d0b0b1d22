import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Entry } from '../entry.ts';
import type { Revisions } from './revision.ts';

/** Records what entries say as they change, in the background, so that serving never waits for the store. */
export interface RevisionRecorder {
  record(entry: Entry): void;
  /** Resolves when everything so far is recorded or has failed. */
  settled(): Promise<void>;
}

/** Milliseconds before recording begins by itself: what readers wait for comes first. */
const PAUSE = 300;
/** Entries recorded with one pair of statements: few enough that hashing them holds nothing up. */
const BATCH = 32;

export function createRevisionRecorder(
  revisions: Pick<Revisions, 'recordAll'>,
  now: () => Temporal.Instant,
  log: Logger,
): RevisionRecorder {
  const waiting: Entry[] = [];
  let recording: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function begin(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) recording ??= recordWaiting();
    return recording ?? Promise.resolve();
  }

  async function recordWaiting(): Promise<void> {
    while (waiting.length > 0) {
      await yieldToOthers();
      const batch = waiting.splice(0, lengthWithoutRepeats(waiting));
      await revisions.recordAll(batch, now()).catch((error: unknown) => {
        const entries = batch.map((entry) => entry.id);
        log.warn({ err: error, entries }, 'revisions were not recorded; “changes” will miss them');
      });
    }
    recording = undefined;
  }

  return {
    record(entry) {
      waiting.push(entry);
      timer ??= setTimeout(begin, PAUSE);
    },
    settled: begin,
  };
}

/** Two versions of one entry are two revisions, in order: the second waits for the next batch. */
function lengthWithoutRepeats(entries: readonly Entry[]): number {
  const next = entries.slice(0, BATCH);
  const seen = new Set<string>();
  const repeat = next.findIndex((entry) => seen.size === seen.add(entry.id).size);
  return repeat < 0 ? next.length : repeat;
}
