import { setTimeout as pause } from 'node:timers/promises';

/** Lets questions begin one after another. */
export interface Turns {
  /** Resolves when it is one's turn: at once where nobody else has begun just now. */
  next(): Promise<void>;
  /** Nobody begins until `sign` has been given, or for `longestMs`. */
  hold(sign: Promise<unknown>, longestMs: number): void;
  /** How many wait. */
  readonly waiting: number;
}

/**
 * One question begins in each round of the event loop, so that between two of them timers run and answers leave.
 * Hundreds that arrive together would otherwise keep the process busy past the time in which Discord wants a sign;
 * and while signs are on their way, nothing new keeps it busy at all.
 */
export function createTurns(): Turns {
  const queue: (() => void)[] = [];
  let taken = false;
  let held = 0;

  function free(): void {
    if (held > 0) return;
    const begin = queue.shift();
    if (begin) {
      setImmediate(free);
      begin();
    } else taken = false;
  }

  async function release(sign: Promise<unknown>, longestMs: number): Promise<void> {
    const late = new AbortController();
    await Promise.allSettled([
      Promise.race([sign, pause(longestMs, undefined, { ref: false, signal: late.signal })]),
    ]);
    late.abort();
    held -= 1;
    if (held === 0) setImmediate(free);
  }

  return {
    async next() {
      if (taken) {
        await new Promise<void>((resolve) => {
          queue.push(resolve);
        });
        return;
      }
      taken = true;
      setImmediate(free);
    },
    hold(sign, longestMs) {
      held += 1;
      taken = true;
      void release(sign, longestMs);
    },
    get waiting() {
      return queue.length;
    },
  };
}
