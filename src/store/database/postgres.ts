import { Socket } from 'node:net';
import { type Dialect, PostgresDialect, PostgresQueryCompiler } from 'kysely';
import { Client, type ClientBase, Pool, types } from 'pg';
import type { Logger } from 'pino';
import { storableText } from '../../storable-text.ts';

/** Milliseconds to wait for a connection: readers wait at the other end. */
const CONNECTION_TIMEOUT = 5000;

/** Milliseconds that an unused connection is kept; less than its patience, which would end it with an error. */
const IDLE = 10_000;

/** Connections of one process. Postgres allows 100 in all by default, so eight processes fit with room to spare. */
const POOL_SIZE = 10;

export interface PostgresOptions {
  /** As libpq reads it. */
  readonly url: string;
  /** Milliseconds; `QUERY_TIMEOUT`, or what the work needs. */
  readonly patience: number;
  readonly log: Logger;
}

/** A pool of connections, whose queries give up when the server does not answer. */
export function openPostgres({ url, patience, log }: PostgresOptions): Dialect {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    idleTimeoutMillis: IDLE,
    stream: () => impatientSocket(patience),
    keepAlive: true,
    fallback_application_name: 'rapporteur',
    types: { getTypeParser: typeParser },
    onConnect: (client) => limitSession(client, patience),
  });
  // Without these listeners, the end of a connection (a restart of the server) would end the process. One that
  // is in use needs no more than that: its query, or the next one, fails with the same error.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection ended'));
  return new StorableTextDialect({ pool });
}

/** A text with U+0000 in it would be refused with all that is written beside it. */
class StorableTextDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new StorableTextCompiler();
  }
}

class StorableTextCompiler extends PostgresQueryCompiler {
  protected override addParameter(parameter: unknown): void {
    super.addParameter(typeof parameter === 'string' ? storableText(parameter) : parameter);
  }
}

function impatientSocket(patience: number): Socket {
  const socket = new Socket();
  socket.setTimeout(patience, () => {
    const error = new Error(`the database did not answer for ${patience / 1000} s`);
    socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
  });
  return socket;
}

/**
 * What a process has begun and lost the connection to must not stay locked for the others: the server ends it.
 * Said by a statement, since poolers such as PgBouncer refuse settings in the start of a connection.
 */
async function limitSession(client: ClientBase, patience: number): Promise<void> {
  await client.query(
    `set statement_timeout = ${patience}; set idle_in_transaction_session_timeout = ${patience}`,
  );
}

/** Host, port and database of a URL, for messages: never the user, the password or the options. */
export function describePostgres(url: string): string {
  const { host, port, database } = new Client({ connectionString: url });
  return `Postgres database ${database ?? ''} on ${host}:${port}`;
}

/** `pg` gives 64-bit integers as text. Ours are instants, ids and counts, all of which a number holds exactly. */
function typeParser(oid: number, format?: 'text' | 'binary') {
  return oid === types.builtins.INT8 ? safeInteger : types.getTypeParser(oid, format);
}

function safeInteger(digits: string): number {
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) throw new RangeError(`expected an integer below 2^53, got ${digits}`);
  return value;
}
