import { z } from 'zod';

/**
 * An export is JSON Lines in UTF-8 (https://jsonlines.org): a header, one line a row in the order of
 * `EXPORTED_TABLES`, and an end. Counts in the header and a digest in the end tell a whole file from a damaged one.
 */
export const FORMAT_VERSION = 1;

/** Bytes of one line. The longest that we write, a stored message, stays far below; a file without line ends does not. */
export const LONGEST_LINE = 64 * 1024 * 1024;

/** Enough of a header to tell whether the rest can be read: this part stays the same in every version. */
export const headerStartSchema = z.looseObject({ rapporteur_export: z.int().positive() });

export const headerSchema = z.strictObject({
  rapporteur_export: z.literal(FORMAT_VERSION),
  /** The steps that the schema had taken. */
  schema: z.array(z.string()),
  /** When the export began, RFC 3339. */
  made_at: z.string(),
  /** Rows by table. */
  rows: z.record(z.string(), z.int().nonnegative()),
  /** By table, the highest id that was ever given to a row, deleted ones included. */
  last_ids: z.record(z.string(), z.int().nonnegative()),
});
export type Header = z.output<typeof headerSchema>;

export const rowLineSchema = z.strictObject({ table: z.string(), row: z.unknown() });

export const endSchema = z.strictObject({
  /** SHA-256 in hexadecimal over all lines before this one, line ends included. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const DIGEST = 'sha256';

/** One line of an export, with its end. */
export function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
