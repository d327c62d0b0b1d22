import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { sql, type Transaction } from 'kysely';
import type { Logger } from 'pino';
import { UserError } from '../../errors.ts';
import { BATCH_SIZE } from '../database/batches.ts';
import { type Database, openDatabase, type StoreLocation } from '../database/database.ts';
import { explainFailure } from '../database/failures.ts';
import { appliedSteps, refuseNewerSchema } from '../database/migrate.ts';
import { LONG_TIMEOUT } from '../database/query-timeout.ts';
import { SCHEMA_STEPS } from '../migrations/index.ts';
import type { Tables } from '../tables.ts';
import { columnsOf, EXPORTED_TABLES, type ExportedTable, type Row } from './exported-tables.ts';
import { DIGEST, FORMAT_VERSION, type Header, line } from './format.ts';
import { lastIdOf } from './growing-ids.ts';

export interface ExportOptions {
  readonly location: StoreLocation;
  readonly log: Logger;
  readonly now: Temporal.Instant;
}

/**
 * The lines of an export, as they were at one moment: whoever writes to the database meanwhile is neither held up
 * nor seen. A batch of rows is held at a time. Changes nothing, not even the schema: an export is what one makes
 * before an upgrade.
 * Throws a `UserError`: `not_found` when there is no database, `unavailable` when it cannot be read, `conflict`
 * when its schema is that of another version.
 */
export async function* exportStore({ location, log, now }: ExportOptions): AsyncGenerator<string> {
  if (location.kind === 'sqlite' && !existsSync(location.path))
    throw new UserError(
      'not_found',
      `There is no database at ${location.path}.`,
      'Set DATA_DIR or DATABASE_URL as for the program whose database it is, or start in its folder.',
    );
  const database = await openDatabase(location, log, LONG_TIMEOUT);
  try {
    yield* exportDatabase(database, now);
  } catch (error) {
    throw explainFailure(error, database.place);
  } finally {
    await database.db.destroy();
  }
}

async function* exportDatabase(database: Database, now: Temporal.Instant): AsyncGenerator<string> {
  const schema = await schemaOf(database);
  // One snapshot for all tables. SQLite gives it to any transaction, and knows no other isolation.
  const transaction = await database.db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    const digest = createHash(DIGEST);
    for await (const text of contentOf(transaction, database, schema, now)) {
      digest.update(text);
      yield text;
    }
    yield line({ [DIGEST]: digest.digest('hex') });
  } finally {
    await transaction.rollback().execute();
  }
}

async function* contentOf(
  transaction: Transaction<Tables>,
  { dialect }: Database,
  schema: readonly string[],
  now: Temporal.Instant,
): AsyncGenerator<string> {
  const rows: Record<string, number> = {};
  const lastIds: Record<string, number> = {};
  for (const { name, numbered } of EXPORTED_TABLES) {
    rows[name] = await countOf(transaction, name);
    if (numbered) lastIds[name] = await lastIdOf(transaction, dialect, name);
  }
  yield line({
    rapporteur_export: FORMAT_VERSION,
    schema: [...schema],
    made_at: now.round('second').toString(),
    rows,
    last_ids: lastIds,
  } satisfies Header);
  for (const table of EXPORTED_TABLES)
    for await (const row of rowsOf(transaction, table)) yield line({ table: table.name, row });
}

async function countOf(transaction: Transaction<Tables>, table: string): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`.execute(
    transaction,
  );
  return rows[0]?.rows ?? 0;
}

/** By key, a batch after the other: neither driver would have to hold the whole table, nor skip what was read. */
async function* rowsOf(transaction: Transaction<Tables>, table: ExportedTable): AsyncGenerator<Row> {
  const { name, key } = table;
  const keyColumns = sql.join(key.map((column) => sql.ref(column)));
  let last: Row | undefined;
  do {
    const after: Row | undefined = last;
    const { rows }: { readonly rows: readonly Row[] } = await sql<Row>`
      select ${sql.join(columnsOf(table).map((column) => sql.ref(column)))}
      from ${sql.table(name)}
      ${after ? sql`where (${keyColumns}) > (${sql.join(key.map((column) => after[column]))})` : sql``}
      order by ${keyColumns}
      limit ${sql.lit(BATCH_SIZE)}`.execute(transaction);
    yield* rows;
    last = rows.length < BATCH_SIZE ? undefined : rows.at(-1);
  } while (last);
}

/** The steps that the schema has taken: those of this version, no more and no fewer. */
async function schemaOf(database: Database): Promise<readonly string[]> {
  const applied = await appliedSteps(database);
  if (applied.length === 0)
    throw new UserError(
      'not_found',
      `The ${database.place} is empty: Rapporteur has never used it.`,
      'Set DATA_DIR or DATABASE_URL as for the program whose database it is.',
    );
  refuseNewerSchema(database.place, applied);
  const missing = SCHEMA_STEPS.map(({ name }) => name).filter((name) => !applied.includes(name));
  if (missing.length > 0)
    throw new UserError(
      'conflict',
      `The ${database.place} was last used by an older version of Rapporteur (it lacks ${missing.join(', ')}).`,
      'Export it with that version, or start this one once, which brings the database up to date.',
    );
  return applied;
}
