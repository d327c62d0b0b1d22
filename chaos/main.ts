/**
 * `npm run chaos` kills the running program at seeded random moments and at each step of a delivery, while Slack
 * and Discord answer with limits, errors, resets and late; then it counts which digests arrived, and how often.
 * Options: `--kills N` in all, `--seed N`, `--store sqlite|postgres`.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import type { StoreLocation } from '../src/store/database.ts';
import { startPostgres } from '../tests/contracts/postgres-server.ts';
import { type KillTrialResult, runKillTrial } from './kill-trial.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    store: { type: 'string' },
  },
});
const seed = Number(values.seed);
const kinds = (['sqlite', 'postgres'] as const).filter(
  (kind) => values.store === undefined || values.store === kind,
);
const counts = [1, 3];
const killsEach = Math.ceil(Number(values.kills) / (kinds.length * counts.length));

console.log(`seed ${seed}; again with: npm run chaos -- --seed ${seed} --kills ${values.kills}`);
const results: KillTrialResult[] = [];
for (const kind of kinds) {
  const server = kind === 'postgres' ? await startPostgres() : undefined;
  try {
    for (const processes of counts) {
      const folder = await mkdtemp(join(tmpdir(), 'rapporteur-chaos-'));
      const location: StoreLocation = server
        ? { kind: 'postgres', url: await freshDatabase(server.url) }
        : { kind: 'sqlite', path: join(folder, 'rapporteur.db') };
      const name = `${kind}, ${processes} ${processes === 1 ? 'process' : 'processes'}`;
      const result = await runKillTrial({
        name,
        location,
        folder,
        processes,
        kills: killsEach,
        seed: seed + results.length,
      });
      results.push(result);
      print(result);
      await rm(folder, { recursive: true, force: true });
    }
  } finally {
    await server?.stop();
  }
}
const total = (of: (result: KillTrialResult) => number) =>
  results.reduce((sum, result) => sum + of(result), 0);
console.log('');
print({
  name: 'all',
  kills: total(({ kills }) => kills),
  slots: total(({ slots }) => slots),
  lost: total(({ lost }) => lost),
  doubled: total(({ doubled }) => doubled),
  unsettled: total(({ unsettled }) => unsettled),
  seconds: total(({ seconds }) => seconds),
});
if (total(({ lost, doubled, unsettled }) => lost + doubled + unsettled) > 0) process.exitCode = 1;

function print({ name, killedAt, mishaps, ...figures }: Partial<KillTrialResult>): void {
  console.log(`${String(name).padEnd(22)} ${row(figures)}`);
  if (killedAt) console.log(`  killed with a watched delivery ${row(killedAt)}`);
  if (mishaps) console.log(`  requests that went wrong       ${row(mishaps)}`);
}

function row(figures: Readonly<Record<string, unknown>>): string {
  return Object.entries(figures)
    .map(([label, value]) => `${label} ${value}`.padEnd(13))
    .join(' ');
}

async function freshDatabase(server: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  const name = `chaos_${randomUUID().replaceAll('-', '')}`;
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
