import type { Logger } from 'pino';

/** One part of the program that is to end. */
export interface Ending {
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
export async function shutDown(endings: readonly Ending[], log: Logger): Promise<boolean> {
  let sound = true;
  for (const { part, within, end } of endings) {
    try {
      if (!(await ended(end, within))) log.warn({ part, milliseconds: within }, 'did not end in time; left');
    } catch (error) {
      sound = false;
      log.error({ part, err: error }, 'stopping failed');
    }
  }
  return sound;
}

/** False when time is up first. */
async function ended(end: Ending['end'], within: number): Promise<boolean> {
  const { promise: timeIsUp, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, within, false);
  try {
    const ending = Promise.resolve(end()).then(() => true);
    // Of what is left nobody hears any more.
    ending.catch(() => undefined);
    return await Promise.race([ending, timeIsUp]);
  } finally {
    clearTimeout(timer);
  }
}
