import { UserError } from './errors.ts';
import { LATE, orLate } from './in-time.ts';

/** Why nothing came of the work, for the log. */
export class Away {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/**
 * What `work` resolves with; `Away` where the database cannot be had (`unavailable`), or takes longer than so many
 * milliseconds: for what is a help, and nothing that a reader should wait or go away for. Any other error is one.
 */
export async function orAway<T>(work: Promise<T>, milliseconds: number): Promise<T | Away> {
  try {
    const result = await orLate(work, milliseconds);
    return result === LATE ? new Away('the database took too long to answer') : result;
  } catch (error) {
    if (error instanceof UserError && error.code === 'unavailable') return new Away(error.message);
    throw error;
  }
}
