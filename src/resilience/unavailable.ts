import { UserError } from '../errors.ts';
import { orTimeout, TIMED_OUT } from './timeout.ts';

/** Why nothing came of the work, for the log. */
export class Unavailable {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/**
 * What `work` resolves with; `Unavailable` where the database cannot be had (`unavailable`), or takes longer than so many
 * milliseconds: for what is a help, and nothing that a reader should wait or go away for. Any other error is one.
 */
export async function orUnavailable<T>(work: Promise<T>, milliseconds: number): Promise<T | Unavailable> {
  try {
    const result = await orTimeout(work, milliseconds);
    return result === TIMED_OUT ? new Unavailable('the database took too long to answer') : result;
  } catch (error) {
    if (error instanceof UserError && error.code === 'unavailable') return new Unavailable(error.message);
    throw error;
  }
}
