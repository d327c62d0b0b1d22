import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Logger } from 'pino';
import { UserError } from '../../errors.ts';
import type { Entry } from '../entry.ts';
import type { Revisions } from './revision.ts';

/** Records what entries say as they change, and that they are gone, in the background: serving never waits for the store. */
export interface RevisionRecorder {
  record(entry: Entry): void;
  recordRemoval(entryId: string): void;
  /** Resolves when everything so far is recorded, was refused, or waits for a store that is away. */
  settled(): Promise<void>;
  /** Tries what waits once more, and gives up what cannot be recorded even now. */
  stop(): Promise<void>;
}

/** Milliseconds before recording begins by itself: what readers wait for comes first. */
const PAUSE = 300;
/** Entries recorded with one pair of statements: few enough that hashing them holds nothing up. */
const BATCH = 32;
/** Milliseconds by which entries of one batch may have been seen one after the other: they are recorded with one time. */
const SAME_MOMENT = 1_000;
/** Milliseconds after a store was away; doubled with each further failure up to the longest. */
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
/** Versions of one entry that wait for a store that is away: more than anybody saves in an outage, and no leak. */
const VERSIONS_KEPT = 20;

interface Seen {
  readonly entryId: string;
  /** Absent where it was taken away. */
  readonly entry?: Entry;
  readonly at: Temporal.Instant;
}

export function createRevisionRecorder(
  revisions: Pick<Revisions, 'recordAll' | 'recordRemovals'>,
  now: () => Temporal.Instant,
  log: Logger,
): RevisionRecorder {
  const waiting: Seen[] = [];
  let recording: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** In a row, of a store that was away. */
  let failures = 0;
  let stopped = false;

  function begin(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) recording ??= recordWaiting();
    return recording ?? Promise.resolve();
  }

  async function recordWaiting(): Promise<void> {
    while (waiting.length > 0) {
      await yieldToOthers();
      const left = await recorded(waiting.splice(0, lengthOfBatch(waiting)));
      if (left.length > 0) {
        waiting.unshift(...left);
        failures += 1;
        tryAgainLater();
        break;
      }
      failures = 0;
    }
    recording = undefined;
  }

  /** @returns what has to wait, since the store is away */
  async function recorded(batch: readonly Seen[]): Promise<readonly Seen[]> {
    const [first] = batch;
    if (!first) return [];
    try {
      await revisions.recordAll(
        batch.flatMap(({ entry }) => entry ?? []),
        first.at,
      );
      await revisions.recordRemovals(
        batch.flatMap(({ entryId, entry }) => (entry ? [] : [entryId])),
        first.at,
      );
      return [];
    } catch (error) {
      if (error instanceof UserError && error.code === 'unavailable') return batch;
      if (batch.length === 1) {
        log.warn({ err: error, entry: first.entryId }, 'a revision was refused; “changes” will miss it');
        return [];
      }
      // One of them is refused; alone, the others are not.
      const left: Seen[] = [];
      for (const each of batch) left.push(...(await recorded([each])));
      return left;
    }
  }

  function tryAgainLater(): void {
    clearTimeout(timer);
    timer = undefined;
    if (stopped) return;
    const pause = Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
    timer = setTimeout(begin, pause).unref();
    log.warn(
      { versions: waiting.length, seconds: pause / 1000 },
      'revisions are not recorded yet; trying again',
    );
  }

  function dropOldest(entryId: string): void {
    if (waiting.filter((seen) => seen.entryId === entryId).length <= VERSIONS_KEPT) return;
    const oldest = waiting.findIndex((seen) => seen.entryId === entryId);
    waiting.splice(oldest, 1);
    log.warn({ entry: entryId }, 'too many versions wait to be recorded; “changes” will miss one');
  }

  function keep(seen: Omit<Seen, 'at'>): void {
    waiting.push({ ...seen, at: now() });
    if (failures > 0) dropOldest(seen.entryId);
    timer ??= setTimeout(begin, PAUSE);
  }

  return {
    record: (entry) => keep({ entryId: entry.id, entry }),
    recordRemoval: (entryId) => keep({ entryId }),
    settled: begin,
    async stop() {
      stopped = true;
      await begin();
      clearTimeout(timer);
      if (waiting.length > 0)
        log.warn({ versions: waiting.length }, 'revisions were not recorded; “changes” will miss them');
    },
  };
}

/**
 * Two versions of one entry are two revisions, in order: the second waits for the next batch. So does what was seen much
 * later than the first.
 */
function lengthOfBatch(seen: readonly Seen[]): number {
  const next = seen.slice(0, BATCH);
  const ids = new Set<string>();
  const begun = next[0]?.at.epochMilliseconds ?? 0;
  const end = next.findIndex(
    ({ entryId, at }) =>
      ids.size === ids.add(entryId).size || Math.abs(at.epochMilliseconds - begun) > SAME_MOMENT,
  );
  return end < 0 ? next.length : end;
}
