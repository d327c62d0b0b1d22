import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { StoreLocation } from '../src/store/database/database.ts';

/** A new, empty database on this server. */
export async function createDatabase(server: string): Promise<StoreLocation & { kind: 'postgres' }> {
  const client = new Client({ connectionString: server });
  await client.connect();
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { kind: 'postgres', url: url.href };
}
