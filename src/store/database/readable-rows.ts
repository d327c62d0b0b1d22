import type { Logger } from 'pino';

/** What can be read of `rows`. One that another version has written, or whose zone this system lacks, must not stop all others. */
export function readableRows<Row extends { readonly id: number }, T>(
  rows: readonly Row[],
  read: (row: Row) => T,
  log: Logger,
): readonly T[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      log.error({ err: error, subscription: row.id }, 'a stored subscription cannot be read');
      return [];
    }
  });
}

export function isReadable<Row>(row: Row, read: (row: Row) => unknown): boolean {
  try {
    read(row);
    return true;
  } catch {
    return false;
  }
}
