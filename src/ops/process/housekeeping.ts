import type { Logger } from 'pino';

export interface Housekeeping {
  /** Begins nothing new, and waits for what is under way. */
  stop(): Promise<void>;
}

/** Milliseconds: often enough that nothing piles up, and after a start once everything else has settled. */
const EVERY = 24 * 60 * 60 * 1000;
const FIRST = 60_000;

/** Runs `task` shortly after the start and then once a day. A failure is logged, and the next day tries again. */
export function startHousekeeping(task: () => Promise<void>, log: Logger): Housekeeping {
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(run, FIRST).unref();

  function run(): void {
    running = task().catch((error: unknown) => log.warn({ err: error }, 'housekeeping failed'));
    timer = setTimeout(run, EVERY).unref();
  }

  return {
    async stop() {
      clearTimeout(timer);
      await running;
    },
  };
}
