import { sql, type Transaction } from 'kysely';
import type { Logger } from 'pino';
import { UserError } from '../../errors.ts';
import { BATCH_SIZE } from '../database/batches.ts';
import { type Database, openDatabase, type StoreLocation } from '../database/database.ts';
import { explainFailure, isRefusedContent } from '../database/failures.ts';
import { migrate } from '../database/migrate.ts';
import { LONG_TIMEOUT } from '../database/query-timeout.ts';
import type { Tables } from '../tables.ts';
import { columnsOf, EXPORTED_TABLES, type ExportedTable } from './exported-tables.ts';
import type { Header } from './format.ts';
import { continueIdsAfter } from './growing-ids.ts';
import { DAMAGED, type Export, type ExportedRow, openExport } from './read-export.ts';

export interface ImportOptions {
  readonly location: StoreLocation;
  readonly log: Logger;
  /** The bytes of an export. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Whether what the database holds may be thrown away; without, only an empty one is filled. */
  readonly replace: boolean;
}

/** What an import brought in. */
export interface Imported {
  /** For people: "SQLite database data/rapporteur.db". */
  readonly place: string;
  readonly header: Header;
}

/**
 * Fills a database, which is made and brought up to date where needed, with what an export holds: all of it, or
 * none, and what was there before stays. A batch of rows is held at a time.
 * Throws a `UserError`: `conflict` when the database holds something already or a newer version made the export,
 * `invalid` with the line when the export is damaged, `unavailable` when the database cannot be used.
 */
export async function importStore({ location, log, content, replace }: ImportOptions): Promise<Imported> {
  // Before the database is so much as made.
  const exported = await openExport(content);
  const database = await openDatabase(location, log, LONG_TIMEOUT);
  const { db, place } = database;
  try {
    await migrate(database, log);
    await db.transaction().execute(async (transaction) => {
      await lockOthersOut(transaction, database);
      await makeRoom(transaction, place, replace);
      await fill(transaction, database, exported);
    });
    return { place, header: exported.header };
  } catch (error) {
    throw explainFailure(error, place);
  } finally {
    await db.destroy();
  }
}

/** SQLite's transaction has the only write lock already. On Postgres nobody should add a row between the check and the end. */
async function lockOthersOut(transaction: Transaction<Tables>, { dialect }: Database): Promise<void> {
  if (dialect === 'sqlite') return;
  await sql`set local lock_timeout = '5s'`.execute(transaction);
  const tables = sql.join(EXPORTED_TABLES.map(({ name }) => sql.table(name)));
  await sql`lock table ${tables} in access exclusive mode`.execute(transaction);
}

async function makeRoom(transaction: Transaction<Tables>, place: string, replace: boolean): Promise<void> {
  for (const { name } of EXPORTED_TABLES.toReversed()) {
    if (replace) {
      await sql`delete from ${sql.table(name)}`.execute(transaction);
      continue;
    }
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(transaction);
    if (rows.length > 0)
      throw new UserError(
        'conflict',
        `The ${place} holds data already.`,
        'Import into an empty database, or add --replace, which throws away what it holds.',
      );
  }
}

async function fill(
  transaction: Transaction<Tables>,
  { dialect }: Database,
  { header, rows }: Export,
): Promise<void> {
  for await (const batch of batchesOf(rows)) await insert(transaction, dialect, batch);
  for (const { name, numbered } of EXPORTED_TABLES)
    if (numbered) await continueIdsAfter(transaction, dialect, name, header.last_ids[name] ?? 0);
}

interface Batch {
  readonly table: ExportedTable;
  readonly rows: readonly ExportedRow[];
}

/** Consecutive rows of one table. */
async function* batchesOf(rows: AsyncIterable<ExportedRow>): AsyncGenerator<Batch> {
  let table: ExportedTable | undefined;
  let begun: ExportedRow[] = [];
  for await (const row of rows) {
    if (table && (row.table !== table || begun.length === BATCH_SIZE)) {
      yield { table, rows: begun };
      begun = [];
    }
    table = row.table;
    begun.push(row);
  }
  if (table) yield { table, rows: begun };
}

async function insert(
  transaction: Transaction<Tables>,
  dialect: Database['dialect'],
  { table, rows }: Batch,
): Promise<void> {
  const { name } = table;
  const columns = columnsOf(table);
  // Postgres gives its numbers itself, unless told otherwise.
  const overriding = dialect === 'postgres' ? sql`overriding system value` : sql``;
  const values = rows.map(({ row }) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`);
  try {
    await sql`
      insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
      ${overriding} values ${sql.join(values)}`.execute(transaction);
  } catch (error) {
    if (!isRefusedContent(error)) throw error;
    throw new UserError(
      'invalid',
      `Lines ${rows[0]?.line} to ${rows.at(-1)?.line} of the export (${name}) do not fit into the database: ${error.message}.`,
      DAMAGED,
    );
  }
}
