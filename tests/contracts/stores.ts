import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import type { StoreLocation } from '../../src/store/database/database.ts';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.ts';

/** A place for a database of its own, and what removes it. */
export interface TemporaryLocation<L extends StoreLocation = StoreLocation> {
  readonly location: L;
  remove(): Promise<void>;
}

/** Every kind of store; a suite runs on each with `describe.each(stores)('… on $name', ({ open }) => …)`. */
export const stores = [
  storeKind('SQLite', temporaryFile),
  storeKind('Postgres', temporaryPostgresDatabase),
] as const;

export type StoreKind = (typeof stores)[number];

export const silent = pino({ level: 'silent' });

function storeKind(name: string, locate: () => Promise<TemporaryLocation>) {
  return {
    name,
    /** An empty place, for tests that open it themselves, or several times. */
    locate,
    /** A fresh, empty, migrated store; `close` also removes its database. */
    async open(options: Pick<StoreOptions, 'now'> = {}): Promise<{ store: Store; close(): Promise<void> }> {
      const { location, remove } = await locate();
      const store = await openStore({ location, log: silent, ...options });
      return {
        store,
        async close() {
          await store.close();
          await remove();
        },
      };
    },
  };
}

async function temporaryFile(): Promise<TemporaryLocation> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-store-'));
  return {
    location: { kind: 'sqlite', path: join(folder, 'rapporteur.db') },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A new, empty database on the Postgres server of this test run. */
export async function temporaryPostgresDatabase(): Promise<
  TemporaryLocation<StoreLocation & { kind: 'postgres' }>
> {
  const server = await postgresUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    location: { kind: 'postgres', url: url.href },
    remove: () => administer(server, `drop database if exists ${name} with (force)`),
  };
}

/** The server of this test run, started by the first who asks. */
async function postgresUrl(): Promise<string> {
  const response = await fetch(inject('postgresStarter'));
  const answer = await response.text();
  if (!response.ok) throw new Error(`Postgres did not start: ${answer}`);
  return answer;
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
