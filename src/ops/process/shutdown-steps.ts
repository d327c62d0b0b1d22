import type { Logger } from 'pino';
import { orTimeout, TIMED_OUT } from '../../resilience/timeout.ts';

/** One part of the program that is to end. */
export interface ShutdownStep {
  readonly part: string;
  /** Milliseconds it has. */
  readonly within: number;
  end(): void | Promise<void>;
}

/**
 * Ends one part after the other. One that fails or takes too long is logged and left, and never keeps the next
 * from ending: a part that listens on would keep the whole program alive, serving nobody.
 * @returns whether none failed; to take too long is no failure, since platforms may make anybody wait
 */
export async function runShutdownSteps(steps: readonly ShutdownStep[], log: Logger): Promise<boolean> {
  let sound = true;
  for (const { part, within, end } of steps) {
    try {
      const ended = await orTimeout(Promise.resolve(end()), within);
      if (ended === TIMED_OUT)
        log.warn({ part, milliseconds: within }, 'did not stop in time; going on without it');
    } catch (error) {
      sound = false;
      log.error({ part, err: error }, 'stopping failed');
    }
  }
  return sound;
}
