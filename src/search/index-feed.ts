import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Entry } from '../entries/entry.ts';
import { statementMakerOf } from '../entries/statements/statements-of.ts';
import type { StatementIndex } from './statement-index.ts';
import type { StatementSearch } from './statement-search.ts';

/**
 * Keeps the index equal to what is served, in the background: showing a briefing needs no index, and indexing
 * many at once must not hold up those who ask.
 */
export interface IndexFeed extends StatementSearch {
  /** The entry of this id was added, replaced or removed. */
  changed(entryId: string): void;
  /** Gives up what is still to be indexed. */
  stop(): void;
}

/** Milliseconds before indexing begins by itself: a start, and a burst of changes, come first. */
const PAUSE = 300;
/** Milliseconds of indexing before others get their turn; far below what a person notices. */
const SLICE = 5;

/** @param clock milliseconds that only grow, for taking turns with others */
export function createIndexFeed(
  index: StatementIndex,
  entryOf: (id: string) => Entry | undefined,
  clock: () => number,
): IndexFeed {
  const waiting = new Set<string>();
  let feeding: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function begin(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size > 0) feeding ??= feed();
    return feeding ?? Promise.resolve();
  }

  async function feed(): Promise<void> {
    await yieldToOthers();
    let turnEnds = clock() + SLICE;
    for (const id of waiting) {
      waiting.delete(id);
      const entry = entryOf(id);
      if (entry) index.put(id, statementMakerOf(entry));
      else index.remove(id);
      if (clock() > turnEnds) {
        await yieldToOthers();
        turnEnds = clock() + SLICE;
      }
    }
    feeding = undefined;
  }

  return {
    changed(entryId) {
      waiting.add(entryId);
      timer ??= setTimeout(begin, PAUSE);
    },
    ready: begin,
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
    search: (query, options) => index.search(query, options),
  };
}
