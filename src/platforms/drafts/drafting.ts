import type { Beginning } from '../../dispatch/dispatcher.ts';

/** Shows an answer as it grows: the latest of what there is, one at a time, at a pace. */
export interface Drafting {
  /** Keeps what is to be shown next; what was not shown before is left out. */
  show(beginning: Beginning): void;
  /** From now on there is a place to show it in. */
  open(): void;
  /** Shows nothing more. Resolves when nothing is on its way, so that the whole answer comes last. */
  stop(): Promise<void>;
}

/**
 * @param draw resolves to whether to go on; a rejection is no reason to
 * @param pause resolves when another one may follow, or rejects when `signal` is aborted
 */
export function createDrafting(
  draw: (beginning: Beginning) => Promise<boolean>,
  pause: (signal: AbortSignal) => Promise<void>,
): Drafting {
  const over = new AbortController();
  let latest: Beginning | undefined;
  let isOpen = false;
  let drawing: Promise<void> | undefined;

  async function run(): Promise<void> {
    try {
      for (let next = latest; next && !over.signal.aborted; next = latest) {
        latest = undefined;
        if (!(await draw(next))) over.abort();
        if (!over.signal.aborted) await pause(over.signal);
      }
    } catch {
      over.abort();
    } finally {
      drawing = undefined;
    }
  }

  function advance(): void {
    if (isOpen && latest && !over.signal.aborted) drawing ??= run();
  }

  return {
    show(beginning) {
      latest = beginning;
      advance();
    },
    open() {
      isOpen = true;
      advance();
    },
    async stop() {
      over.abort();
      await drawing;
    },
  };
}
