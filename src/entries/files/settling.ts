/** Milliseconds. An editor writes a file in several steps; the last one should be the one that is read. */
const SETTLE = 80;
/** While something keeps writing, it counts as settled at least this often. */
const SETTLE_AT_MOST = 400;

/** Waits until changes that come close together have come to rest. */
export interface Settling {
  changed(): void;
  stop(): void;
}

export function createSettling(onSettled: () => void): Settling {
  let quiet: NodeJS.Timeout | undefined;
  let atMost: NodeJS.Timeout | undefined;

  function stop(): void {
    clearTimeout(quiet);
    clearTimeout(atMost);
    atMost = undefined;
  }

  function settled(): void {
    stop();
    onSettled();
  }

  return {
    changed() {
      clearTimeout(quiet);
      quiet = setTimeout(settled, SETTLE);
      atMost ??= setTimeout(settled, SETTLE_AT_MOST);
    },
    stop,
  };
}
