import { type Dialect, Kysely } from 'kysely';
import type { Logger } from 'pino';
import { UserError } from '../../errors.ts';
import type { DialectName } from '../migrations/schema-step.ts';
import type { Tables } from '../tables.ts';
import { explainFailure } from './failures.ts';
import { QUERY_TIMEOUT } from './query-timeout.ts';
import { IN_MEMORY, openSqlite } from './sqlite.ts';

/** Where the data is kept. */
export type StoreLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  /** `url` as libpq reads it: `postgres://user:password@host:port/database?sslmode=…`. */
  | { readonly kind: 'postgres'; readonly url: string };

/** An open database, with its queries and what people call it. */
export interface Database {
  readonly db: Kysely<Tables>;
  readonly dialect: DialectName;
  /** For people and logs, without a secret: "SQLite database data/rapporteur.db". */
  readonly place: string;
}

/**
 * Throws a `UserError` (`unavailable`) when the place cannot be opened. Postgres connects with the first query.
 * @param patience milliseconds that a query on Postgres may take
 */
export async function openDatabase(
  location: StoreLocation,
  log: Logger,
  patience = QUERY_TIMEOUT,
): Promise<Database> {
  switch (location.kind) {
    case 'sqlite': {
      const { path } = location;
      return await connect('sqlite', `SQLite database ${path}`, () => openSqlite(path));
    }
    case 'postgres': {
      const { url } = location;
      // Loaded only where it is used: most run without Postgres, whose client is a few MB of code.
      const { describePostgres, openPostgres } = await import('./postgres.ts');
      return await connect('postgres', describeAddress(url, describePostgres), () =>
        openPostgres({ url, patience, log }),
      );
    }
  }
}

async function connect(
  dialect: DialectName,
  place: string,
  open: () => Dialect | Promise<Dialect>,
): Promise<Database> {
  try {
    return { db: new Kysely({ dialect: await open() }), dialect, place };
  } catch (error) {
    throw explainFailure(error, place);
  }
}

/**
 * The same database, for what need not survive a loss of power: SQLite then does not wait for the disk, and the program,
 * which waits with it, answers people meanwhile. Postgres waits elsewhere, and memory for nothing: no other connection.
 */
export async function openHasty(location: StoreLocation, database: Database): Promise<Database> {
  if (location.kind === 'postgres' || location.path === IN_MEMORY) return database;
  try {
    const dialect = await openSqlite(location.path, 'normal');
    return { ...database, db: new Kysely({ dialect }) };
  } catch (error) {
    throw explainFailure(error, database.place);
  }
}

function describeAddress(url: string, describe: (url: string) => string): string {
  try {
    return describe(url);
  } catch {
    // The parser's own error would quote the address, password and all.
    throw new UserError(
      'unavailable',
      'The address in DATABASE_URL is not that of a Postgres database.',
      'Write it as postgres://user:password@host:5432/database, with special characters percent-encoded.',
    );
  }
}
