import { batchesOf } from '../../batches.ts';

/**
 * Rows or values of one statement. Far below what a statement may bind (32,766 on SQLite, 65,535 on Postgres),
 * and short enough that the event loop gets a turn every few milliseconds.
 */
export const BATCH_SIZE = 250;

/** Consecutive parts of at most `BATCH_SIZE`. */
export function batches<T>(items: readonly T[]): readonly (readonly T[])[] {
  return batchesOf(items, BATCH_SIZE);
}
