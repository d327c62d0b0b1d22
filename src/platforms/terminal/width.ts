import { DEFAULT_COLUMNS } from './limits.ts';

/**
 * Columns to wrap at. `asked` is the reader's COLUMNS, which goes before what the terminal tells, as in POSIX; a
 * terminal without a size (a serial line, a recorder) tells 0.
 */
export function columnsOf(output: { readonly columns?: number }, asked?: string): number {
  const wanted = asked !== undefined && /^\d{1,4}$/u.test(asked) ? Number(asked) : 0;
  return wanted || output.columns || DEFAULT_COLUMNS;
}
