import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { UserError } from '../../errors.ts';
import { SCHEMA_STEPS } from '../migrations/index.ts';
import { EXPORTED_TABLES, type ExportedTable, type Row } from './exported-tables.ts';
import {
  DIGEST,
  endSchema,
  FORMAT_VERSION,
  type Header,
  headerSchema,
  headerStartSchema,
  rowLineSchema,
} from './format.ts';
import { type Line, linesOf } from './lines.ts';

/** An export being read, row by row. */
export interface Export {
  readonly header: Header;
  /** Ends without an error only when all that was exported has been read as it was written. */
  readonly rows: AsyncIterable<ExportedRow>;
}

/** A row of an export, of the form that its table has. */
export interface ExportedRow {
  readonly line: number;
  readonly table: ExportedTable;
  readonly row: Row;
}

export const DAMAGED =
  'Nothing was imported. Copy the file again from where it was made, or take an earlier one.';
const CUT_OFF = 'the file ends here, before the end of the export; it was cut off';
const NO_EXPORT = 'Name a file that “npm run export” wrote.';

const TABLES = new Map(EXPORTED_TABLES.map((table) => [table.name, table]));

/**
 * Reads the header. Throws a `UserError`: `conflict` when a newer version made the export, and `invalid`, then and
 * while rows are read, when this is no whole export, with the line.
 */
export async function openExport(content: AsyncIterable<Uint8Array>): Promise<Export> {
  const lines = linesOf(content);
  const digest = createHash(DIGEST);
  const first = await lines.next();
  if (first.done) throw new UserError('invalid', 'The export is empty.', NO_EXPORT);
  const header = headerOf(first.value);
  digest.update(first.value.bytes).update('\n');
  return { header, rows: rowsOf(lines, header, digest) };
}

async function* rowsOf(
  lines: AsyncGenerator<Line>,
  header: Header,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<ExportedRow> {
  const missing = new Map(Object.entries(header.rows));
  let last = 1;
  for await (const line of lines) {
    last = line.number;
    const value = jsonOf(line);
    const end = endSchema.safeParse(value);
    if (end.success) {
      checkEnd(line, end.data, missing, digest.digest('hex'));
      for await (const { number } of lines)
        throw damaged(number, 'expected nothing after the end, found another line');
      return;
    }
    const row = rowOf(line, value);
    const left = missing.get(row.table.name) ?? 0;
    if (left === 0) throw damaged(line.number, `the header counts fewer rows of ${row.table.name}`);
    missing.set(row.table.name, left - 1);
    digest.update(line.bytes).update('\n');
    yield row;
  }
  throw damaged(last, CUT_OFF);
}

function checkEnd(
  line: Line,
  end: z.output<typeof endSchema>,
  missing: ReadonlyMap<string, number>,
  found: string,
): void {
  for (const [table, rows] of missing)
    if (rows > 0) throw damaged(line.number, `the header counts ${rows} more rows of ${table}`);
  if (end[DIGEST] !== found)
    throw damaged(line.number, 'the lines before it are not those that were written; some were changed');
}

function headerOf(line: Line): Header {
  const value = jsonOf(line, NO_EXPORT);
  const start = headerStartSchema.safeParse(value);
  if (!start.success)
    throw new UserError(
      'invalid',
      'Line 1: expected the header of an export, found something else.',
      NO_EXPORT,
    );
  const { rapporteur_export: version } = start.data;
  if (version > FORMAT_VERSION)
    throw new UserError(
      'conflict',
      `A newer version of Rapporteur made this export: its format is ${version}, and this version reads up to ${FORMAT_VERSION}.`,
      'Import it with that version or a later one.',
    );
  const header = headerSchema.safeParse(value);
  if (!header.success) throw damaged(line.number, issuesOf(header.error));
  const known = new Set(SCHEMA_STEPS.map(({ name }) => name));
  const unknown = header.data.schema.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new UserError(
      'conflict',
      `A newer version of Rapporteur made this export (${unknown.join(', ')}).`,
      'Import it with that version or a later one.',
    );
  return header.data;
}

function rowOf(line: Line, value: unknown): ExportedRow {
  const parsed = rowLineSchema.safeParse(value);
  if (!parsed.success) throw damaged(line.number, issuesOf(parsed.error));
  const table = TABLES.get(parsed.data.table);
  if (!table) throw damaged(line.number, `there is no table ${JSON.stringify(parsed.data.table)}`);
  const row = table.row.safeParse(parsed.data.row);
  if (!row.success) throw damaged(line.number, `${table.name}: ${issuesOf(row.error)}`);
  return { line: line.number, table, row: row.data };
}

function jsonOf({ number, bytes, ended }: Line, hint = DAMAGED): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    if (!ended) throw damaged(number, CUT_OFF);
    throw new UserError('invalid', `Line ${number}: expected JSON in UTF-8, found something else.`, hint);
  }
}

function damaged(line: number, reason: string): UserError {
  return new UserError('invalid', `Line ${line}: ${reason}.`, DAMAGED);
}

/** Where and what was expected; never what was found, which may be somebody's. */
function issuesOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ');
}
