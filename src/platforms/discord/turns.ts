/** Lets questions begin one after another. */
export interface Turns {
  /** Resolves when it is one's turn: at once where nobody else has begun just now. */
  next(): Promise<void>;
  /** How many wait. */
  readonly waiting: number;
}

/**
 * One question begins in each round of the event loop, so that between two of them timers run and answers leave.
 * Hundreds that arrive together would otherwise keep the process busy past the time in which Discord wants a sign.
 */
export function createTurns(): Turns {
  const queue: (() => void)[] = [];
  let taken = false;

  function free(): void {
    const begin = queue.shift();
    if (begin) {
      setImmediate(free);
      begin();
    } else taken = false;
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
    get waiting() {
      return queue.length;
    },
  };
}
