import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import {
  columnsOf,
  EXPORTED_TABLES,
  type ExportedTable,
  type Row,
} from '../../../src/store/backup/exported-tables.ts';
import { openDatabase, type StoreLocation } from '../../../src/store/database/database.ts';
import type { Tables } from '../../../src/store/tables.ts';
import { silent } from '../../contracts/stores.ts';

/** Rows by table. */
export type Content = Readonly<Record<string, readonly Row[]>>;

/** What is unique beside primary keys. */
const UNIQUE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  workspace_message: [['key']],
  delivery: [['subscription_id', 'slot_at']],
};

const HOSTILE = [
  '\u2028 \u2029',
  '"\\',
  '\r\n',
  '🧭',
  '\ud7ff\ue000',
  "'); drop table answer; --",
  '',
  ' ',
  'é',
];
const arbitraryText = fc
  .oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 12 }))
  // Postgres holds no such character; a test of its own says what becomes of it.
  .map((text) => text.replaceAll('\0', ''));
/** What an `integer` of Postgres holds. Instants and ids are longer. */
const arbitraryCount = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const arbitraryInstant = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const arbitraryId = fc.integer({ min: 1, max: 2 ** 40 });

function arbitraryNumber(column: string): fc.Arbitrary<number> {
  if (/^id$|_id$/.test(column)) return arbitraryId;
  return column.endsWith('_at') ? arbitraryInstant : arbitraryCount;
}

function arbitraryValue(column: string, schema: z.ZodType): fc.Arbitrary<Row[string]> {
  const value = schema.safeParse('text').success ? arbitraryText : arbitraryNumber(column);
  return schema instanceof z.ZodDefault ? fc.option<Row[string], null>(value, { nil: null }) : value;
}

function arbitraryRows(table: ExportedTable): fc.Arbitrary<readonly Row[]> {
  const columns = Object.entries(table.row.shape).map(([name, schema]) => [
    name,
    arbitraryValue(name, schema),
  ]);
  const unique = [table.key, ...(UNIQUE[table.name] ?? [])];
  return fc.array(fc.record<Row>(Object.fromEntries(columns)), { maxLength: 6 }).map((rows) => {
    const seen = new Set<string>();
    return rows.filter((row) => {
      const keys = unique
        .filter((key) => key.every((column) => row[column] !== null))
        .map((key) => JSON.stringify(key.map((column) => [column, row[column]])));
      if (keys.some((key) => seen.has(key))) return false;
      for (const key of keys) seen.add(key);
      return true;
    });
  });
}

/** Anything that the tables may hold, of whichever version. */
export const arbitraryContent: fc.Arbitrary<Content> = fc
  .record<Content>(Object.fromEntries(EXPORTED_TABLES.map((table) => [table.name, arbitraryRows(table)])))
  .map((content) => ({
    ...content,
    slack_team: (content['slack_team'] ?? []).flatMap((row, index) => {
      const installations = content['slack_installation'] ?? [];
      const installation = installations[index % installations.length];
      return installation ? [{ ...row, installation_id: installation['id'] ?? '' }] : [];
    }),
  }));

async function withDatabase<T>(location: StoreLocation, use: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const { db } = await openDatabase(location, silent);
  try {
    return await use(db);
  } finally {
    await db.destroy();
  }
}

/** Puts this and nothing else into a database whose schema is there. */
export function write(location: StoreLocation, content: Content): Promise<void> {
  const overriding = location.kind === 'postgres' ? sql`overriding system value` : sql``;
  return withDatabase(location, async (db) => {
    for (const { name } of EXPORTED_TABLES.toReversed())
      await sql`delete from ${sql.table(name)}`.execute(db);
    for (const table of EXPORTED_TABLES)
      for (const row of content[table.name] ?? []) {
        const columns = columnsOf(table);
        await sql`
          insert into ${sql.table(table.name)} (${sql.join(columns.map((column) => sql.ref(column)))})
          ${overriding} values (${sql.join(columns.map((column) => row[column]))})`.execute(db);
      }
  });
}

/** All rows of all tables that an export holds, in an order that no database decides. */
export function read(location: StoreLocation): Promise<Content> {
  return withDatabase(location, async (db) => {
    const tables = EXPORTED_TABLES.map(async ({ name }) => {
      const { rows } = await sql<Row>`select * from ${sql.table(name)}`.execute(db);
      return [name, sorted(rows)] as const;
    });
    return Object.fromEntries(await Promise.all(tables));
  });
}

export function sorted(rows: readonly Row[]): readonly Row[] {
  const text = (row: Row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return rows.toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
}
