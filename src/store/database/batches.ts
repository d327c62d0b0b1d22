/**
 * Rows or values of one statement. Far below what a statement may bind (32,766 on SQLite, 65,535 on Postgres),
 * and short enough that the event loop gets a turn every few milliseconds.
 */
export const BATCH_SIZE = 250;

/** Consecutive parts of at most `BATCH_SIZE`. */
export function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH_SIZE) yield items.slice(start, start + BATCH_SIZE);
}
