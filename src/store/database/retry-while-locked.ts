import { setTimeout as sleep } from 'node:timers/promises';
import { isLocked } from './failures.ts';

/** Milliseconds to wait for another process's write: many times what any of ours takes. */
const PATIENCE = 5000;

/** Milliseconds between two attempts. */
const PAUSE = 5;

/**
 * Tries again while the SQLite database is locked. A statement that was refused for that reason has done
 * nothing, and every transaction takes the lock with its first statement, so trying again is safe.
 */
export async function retryWhileLocked<T>(attempt: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isLocked(error) || performance.now() > deadline) throw error;
      await sleep(PAUSE);
    }
  }
}
