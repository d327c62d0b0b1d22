import { sql, type Transaction } from 'kysely';
import type { DialectName } from '../migrations/schema-step.ts';
import type { Tables } from '../tables.ts';

/** The highest id that `table` ever gave to a row; 0 before the first. */
export async function lastIdOf(
  transaction: Transaction<Tables>,
  dialect: DialectName,
  table: string,
): Promise<number> {
  const { rows } = await (dialect === 'sqlite'
    ? sql<{ id: number }>`select seq as id from sqlite_sequence where name = ${table}`
    : sql<{ id: number | null }>`select pg_sequence_last_value(${sequenceOf(table)}) as id`
  ).execute(transaction);
  return rows[0]?.id ?? 0;
}

/** Lets the next row of `table` get an id above `lastId`, and never one that was given already. */
export async function continueIdsAfter(
  transaction: Transaction<Tables>,
  dialect: DialectName,
  table: string,
  lastId: number,
): Promise<void> {
  const id = Math.max(lastId, await lastIdOf(transaction, dialect, table));
  if (id === 0) return;
  if (dialect === 'postgres') {
    await sql`select setval(${sequenceOf(table)}, ${id})`.execute(transaction);
    return;
  }
  // https://www.sqlite.org/autoinc.html: an ordinary table, without a unique key.
  await sql`delete from sqlite_sequence where name = ${table}`.execute(transaction);
  await sql`insert into sqlite_sequence (name, seq) values (${table}, ${id})`.execute(transaction);
}

function sequenceOf(table: string) {
  return sql`pg_get_serial_sequence(${table}, 'id')::regclass`;
}
