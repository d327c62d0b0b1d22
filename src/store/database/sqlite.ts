import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import { storableText } from '../../storable-text.ts';
import { retryWhileLocked } from './retry-while-locked.ts';

/** SQLite's name for a database without a file. */
export const IN_MEMORY = ':memory:';

/**
 * When a commit counts. In the write-ahead log the default, NORMAL, may lose the last commits when the power fails (never
 * when the process does), and takes a fifth of the time. https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export type Durability = 'full' | 'normal';

/**
 * Opens the file, making it and its folder readable for their owner only, as access tokens will be in it.
 *
 * `node:sqlite` is synchronous. That is fine here: a query is a handful of page reads or one append to the
 * log, tens of microseconds, less than a round trip to a worker thread would cost; bulk work comes in batches
 * with an `await` between them. Only waiting for another process's write could take long, and that is done
 * by `retryWhileLocked`, which leaves the event loop free.
 */
export async function openSqlite(path: string, durability: Durability = 'full'): Promise<Dialect> {
  if (path !== IN_MEMORY) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  }
  const database = new DatabaseSync(path, { timeout: 0, enableForeignKeyConstraints: true });
  try {
    await retryWhileLocked(() => database.exec('pragma journal_mode = wal'));
    // A digest recorded as sent would be sent again after a loss of power, were this not `full`.
    database.exec(`pragma synchronous = ${durability}`);
  } catch (error) {
    database.close();
    throw error;
  }
  const driver = new PatientDriver({ database: withReaderFlag(database) });
  return {
    createAdapter: () => new TransactionalDdlAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new StorableTextCompiler(),
  };
}

/** Waits for other writers where SQLite itself would give up (or, with a timeout of its own, hold up everything). */
class PatientDriver extends SqliteDriver {
  #connection: DatabaseConnection | undefined;

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (!this.#connection) {
      const inner = await super.acquireConnection();
      this.#connection = {
        executeQuery: (query) => retryWhileLocked(() => inner.executeQuery(query)),
        streamQuery: (query, chunkSize) => inner.streamQuery(query, chunkSize),
      };
    }
    return this.#connection;
  }

  /**
   * Takes the write lock at once: a transaction that reads first could find it taken when it comes to write. One
   * that only reads leaves the lock to others; what it sees stays as it was at its first query.
   */
  override async beginTransaction(
    connection: DatabaseConnection,
    { accessMode }: TransactionSettings = {},
  ): Promise<void> {
    const begin = accessMode === 'read only' ? 'begin deferred' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }
}

/** What Postgres would refuse is no different here, so that a database can move from one to the other. */
class StorableTextCompiler extends SqliteQueryCompiler {
  protected override addParameter(parameter: unknown): void {
    super.addParameter(typeof parameter === 'string' ? storableText(parameter) : parameter);
  }
}

/** SQLite rolls schema changes back like any other; with this, Kysely runs migrations in a transaction. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely asks each statement whether it returns rows; `node:sqlite` tells by the number of columns. */
function withReaderFlag(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) => statementWithReaderFlag(database.prepare(sql)),
  };
}

function statementWithReaderFlag(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`expected null, text, a number or bytes as an SQL parameter, got ${typeof value}`);
}
