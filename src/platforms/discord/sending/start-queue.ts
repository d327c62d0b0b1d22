import { setTimeout as pause } from 'node:timers/promises';

/** Lets questions begin one after another. */
export interface StartQueue {
  /** Resolves when it is one's turn: at once where the process is not busy. */
  next(): Promise<void>;
  /** Nobody begins until `sign` has been given, or for `longestMs`. */
  hold(sign: Promise<unknown>, longestMs: number): void;
  /** How many wait. */
  readonly waiting: number;
}

/** Work that one round of the event loop may hold; between rounds timers run and answers leave. */
const ROUND_MS = 10;

/**
 * In each round of the event loop as many questions begin as take a few milliseconds. Hundreds that arrive together
 * would otherwise keep the process busy past the time in which Discord wants a sign; and while signs are on their
 * way, nothing new keeps it busy at all.
 * @param clock milliseconds that only ever grow
 */
export function createStartQueue(clock: () => number = () => performance.now()): StartQueue {
  const queue: (() => void)[] = [];
  let roundStartedAt: number | undefined;
  let beginning = false;
  let held = 0;

  function advance(): void {
    if (beginning || held > 0 || queue.length === 0) return;
    if (roundStartedAt === undefined) {
      roundStartedAt = clock();
      setImmediate(endRound);
    } else if (clock() - roundStartedAt >= ROUND_MS) return;
    beginning = true;
    queue.shift()?.();
    // A tick that is asked for by a microtask comes when no microtask is left: what has begun has done all it can
    // do at once, and it shows how long that took.
    queueMicrotask(() => process.nextTick(begun));
  }

  function begun(): void {
    beginning = false;
    advance();
  }

  function endRound(): void {
    roundStartedAt = undefined;
    advance();
  }

  async function release(sign: Promise<unknown>, longestMs: number): Promise<void> {
    const late = new AbortController();
    await Promise.allSettled([
      Promise.race([sign, pause(longestMs, undefined, { ref: false, signal: late.signal })]),
    ]);
    late.abort();
    held -= 1;
    advance();
  }

  return {
    next: () =>
      new Promise((resolve) => {
        queue.push(resolve);
        advance();
      }),
    hold(sign, longestMs) {
      held += 1;
      void release(sign, longestMs);
    },
    get waiting() {
      return queue.length;
    },
  };
}
