const MINUTE = 60_000;

/**
 * Calls `task`, which never rejects, at the start of every minute, never while the last call is still under way. What is
 * due is not decided here: a tick that came late, or not at all, loses nothing. A timer rather than a package of cron:
 * those tell the time by `Intl.DateTimeFormat`, whose tables are 6 MB that "every minute" does not need.
 * @returns stops the ticks and waits for the call under way
 */
export function startTick(task: () => Promise<void>, now: () => Temporal.Instant): () => Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function wait(): void {
    if (!stopped) timer = setTimeout(tick, MINUTE - (now().epochMilliseconds % MINUTE));
  }

  function tick(): void {
    underWay = task().finally(wait);
  }

  wait();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await underWay;
  };
}
