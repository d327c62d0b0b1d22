import { type Dialect, PostgresDialect } from 'kysely';
import { Client, Pool, types } from 'pg';
import type { Logger } from 'pino';

/** Milliseconds to wait for a connection: readers wait at the other end. */
const CONNECTION_TIMEOUT = 5000;

/**
 * Milliseconds after which a query is given up, so that a dead network cannot hold a pass, or a stop, for ever.
 * It bounds a schema step too, and the wait for one that another process is running.
 */
const QUERY_TIMEOUT = 60_000;

/** Connections of one process. Postgres allows 100 in all by default, so eight processes fit with room to spare. */
const POOL_SIZE = 10;

export function openPostgres(url: string, log: Logger): Dialect {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    query_timeout: QUERY_TIMEOUT,
    keepAlive: true,
    fallback_application_name: 'rapporteur',
    types: { getTypeParser: typeParser },
  });
  // Without these listeners, the end of a connection (a restart of the server) would end the process. One that
  // is in use needs no more than that: its query, or the next one, fails with the same error.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection ended'));
  return new PostgresDialect({ pool });
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
