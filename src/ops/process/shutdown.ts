import type { Logger } from 'pino';
import { runShutdownSteps, type ShutdownStep } from './shutdown-steps.ts';

/**
 * Milliseconds from the wish to stop to the end of the program: less than the half minute that the container and
 * the unit give it. What is stuck would never end.
 */
const LAST_CALL = 28_000;

export interface ShutdownOptions {
  readonly steps: readonly ShutdownStep[];
  readonly log: Logger;
  /** A part could not be ended properly. */
  readonly onFailed: () => void;
  /** Ends the process, whatever is left in it. */
  readonly exit: () => void;
}

export interface Shutdown {
  begun(): boolean;
  /** Ends everything, once however often it is called. Never rejects. */
  stop(): Promise<void>;
}

/** The one way in which the program stops, whoever wants it to. */
export function createShutdown({ steps, log, onFailed, exit }: ShutdownOptions): Shutdown {
  let stopped: Promise<void> | undefined;

  async function endAll(): Promise<void> {
    // Whatever is left and keeps the program alive does so no longer than this.
    setTimeout(exit, LAST_CALL).unref();
    if (!(await runShutdownSteps(steps, log))) onFailed();
  }

  return {
    begun: () => stopped !== undefined,
    stop() {
      stopped ??= endAll();
      return stopped;
    },
  };
}
