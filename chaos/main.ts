/**
 * `npm run chaos` ends the running program at seeded random moments and at each step of a delivery, while Slack and
 * Discord answer with limits, errors, resets and late; then it counts which digests arrived, and how often. With
 * `--trial database` it leaves the processes alive, starts one after the other anew, and troubles their database
 * instead, while people ask. With `--trial drafts` it ends processes while a language model writes their answers, and
 * counts those that nobody finishes, and the questions that nobody answers although Slack delivers them again. Options:
 * `--seed N`; `--kills N` in all, `--store sqlite|postgres`, `--processes 1|3`; `--rounds N`.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { type PostgresServer, startPostgres } from '../tests/contracts/postgres-server.ts';
import { runDatabaseTrial } from './database-trial.ts';
import { runDraftTrial } from './draft-trial.ts';
import { type KillTrialResult, runKillTrial } from './kill-trial.ts';

const { values } = parseArgs({
  options: {
    trial: { type: 'string', default: 'kills' },
    kills: { type: 'string', default: '512' },
    rounds: { type: 'string', default: '18' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    store: { type: 'string' },
    processes: { type: 'string' },
  },
});
const seed = Number(values.seed);
console.log(
  `seed ${seed}; again with: npm run chaos -- ${process.argv.slice(2).join(' ')}${process.argv.includes('--seed') ? '' : ` --seed ${seed}`}`,
);
const isClean = await trialOf(values.trial)();
if (!isClean) process.exitCode = 1;

function trialOf(name: string): () => Promise<boolean> {
  if (name === 'database') return troubleTheDatabase;
  return name === 'drafts' ? killWriters : killProcesses;
}

async function killProcesses(): Promise<boolean> {
  const kinds = (['sqlite', 'postgres'] as const).filter((kind) => (values.store ?? kind) === kind);
  const counts = [1, 3].filter((count) => (values.processes ?? String(count)) === String(count));
  const kills = Math.ceil(Number(values.kills) / (kinds.length * counts.length));
  const results: KillTrialResult[] = [];
  for (const kind of kinds) {
    const server = kind === 'postgres' ? await startPostgres() : undefined;
    try {
      for (const processes of counts) {
        const result = await inFolder(async (folder) =>
          runKillTrial({
            name: `${kind}, ${processes} ${processes === 1 ? 'process' : 'processes'}`,
            location: server
              ? { kind: 'postgres', url: await freshDatabase(server) }
              : { kind: 'sqlite', path: join(folder, 'rapporteur.db') },
            folder,
            processes,
            kills,
            seed: seed + results.length,
          }),
        );
        results.push(result);
        print(result);
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
  return total(({ lost, doubled, unsettled }) => lost + doubled + unsettled) === 0;
}

async function troubleTheDatabase(): Promise<boolean> {
  const server = await startPostgres();
  try {
    const { troubles, answers, sharing, ...figures } = await inFolder(async (folder) =>
      runDatabaseTrial({
        server,
        url: await freshDatabase(server),
        folder,
        rounds: Number(values.rounds),
        seed,
      }),
    );
    console.log(`digests    ${row(figures)}`);
    console.log(`questions  ${row({ ...answers })}`);
    console.log(`shared     ${row({ ...sharing })}`);
    console.log(`database   ${row(troubles)}`);
    const { lost, doubled, unsettled, crashes } = figures;
    const unanswered =
      answers.lost + answers.late + answers.doubled + sharing.misunderstood + sharing.repeated;
    return lost + doubled + unsettled + crashes + unanswered === 0;
  } finally {
    await server.stop();
  }
}

async function killWriters(): Promise<boolean> {
  const kind = values.store ?? 'postgres';
  const server = kind === 'postgres' ? await startPostgres() : undefined;
  try {
    const { mishaps, ...figures } = await inFolder(async (folder) =>
      runDraftTrial({
        location: server
          ? { kind: 'postgres', url: await freshDatabase(server) }
          : { kind: 'sqlite', path: join(folder, 'rapporteur.db') },
        folder,
        processes: Number(values.processes ?? 3),
        rounds: Number(values.rounds),
        seed,
      }),
    );
    console.log(`answers    ${row({ ...figures })}`);
    console.log(`requests   ${row(mishaps)}`);
    return figures.unfinished + figures.lost + figures.doubled === 0;
  } finally {
    await server?.stop();
  }
}

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

async function inFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-chaos-'));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function freshDatabase(server: PostgresServer): Promise<string> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  const name = `chaos_${randomUUID().replaceAll('-', '')}`;
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}
