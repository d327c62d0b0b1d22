import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { withTimeout } from '../resilience/timeout.ts';

/** Lets everything inbound through once, whichever way and however often it is delivered, and by whomever. */
export interface Deduplication {
  /**
   * True for the first caller with this id: of all processes as `claim` tells within a second, and of this one in any case.
   * @param claim asks the store whether anybody else had it; may reject
   */
  isFirst(id: string, claim: () => Promise<boolean>): Promise<boolean>;
  /** The same, waiting as long as the store takes: for what may change something, once people are shown that it goes on. */
  isFirstHoweverLong(id: string, claim: () => Promise<boolean>): Promise<boolean>;
  /**
   * What `ask` tells the first caller of this process, waiting as long as it takes; undefined for any other.
   * @param whileAway what is taken for it when the store cannot tell
   */
  askOnce<T>(id: string, ask: () => Promise<T>, whileAway: T): Promise<T | undefined>;
  /** Whether this process had it. */
  wasHere(id: string): boolean;
}

/** Within one process, also while the store cannot be asked. */
const REMEMBERED = 5_000;
/** Milliseconds that somebody waits for the store: Slack's triggers and Discord's interactions end after three seconds. */
export const PATIENCE = 1_000;

/**
 * While the store cannot be asked, or takes too long, each process lets through what it has not seen itself: a
 * question that might be answered twice is better than one that is not answered at all. What such a repetition could
 * change is in the same store, and cannot be changed while that is away.
 */
export function createDeduplication(log: Logger): Deduplication {
  const recent = new LRUCache<string, true>({ max: REMEMBERED });
  let isAway = false;

  async function askOnce<T>(id: string, ask: () => Promise<T>, whileAway: T): Promise<T | undefined> {
    if (recent.has(id)) return undefined;
    recent.set(id, true);
    try {
      const told = await ask();
      isAway = false;
      return told;
    } catch (error) {
      // Once while it lasts: everything that arrives comes by here.
      if (!isAway) log.error({ err: error }, 'cannot remember handled events');
      isAway = true;
      return whileAway;
    }
  }

  const isFirst = async (id: string, claim: () => Promise<boolean>) =>
    (await askOnce(id, claim, true)) ?? false;

  return {
    isFirst: (id, claim) => isFirst(id, () => withTimeout(claim(), PATIENCE)),
    isFirstHoweverLong: isFirst,
    askOnce,
    wasHere: (id) => recent.has(id),
  };
}
