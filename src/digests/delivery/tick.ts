import { schedule } from 'node-cron';

/**
 * Calls `task` at the start of every minute, never while the last call is still under way. What is due is not
 * decided here: a tick that came late, or not at all, loses nothing.
 * @returns stops the ticks and waits for the call under way
 */
export function startTick(task: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  const job = schedule(
    '* * * * *',
    () => {
      underWay = task();
      return underWay;
    },
    // What is late is seen by what it does; the scheduler's own warning goes past the log.
    { noOverlap: true, suppressMissedWarning: true },
  );
  return async () => {
    await job.destroy();
    await underWay;
  };
}
