import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreLocation } from '../src/store/database/database.ts';
import { createDiscord } from './discord.ts';
import { createModel } from './model.ts';
import { startProcesses } from './processes.ts';
import { seededRandom } from './random.ts';
import { createReaders, type Drafts } from './readers.ts';
import { createSlack } from './slack.ts';
import { createTrouble, type Trouble } from './trouble.ts';

export interface DraftTrial {
  readonly location: StoreLocation;
  /** Where the processes run. */
  readonly folder: string;
  readonly processes: number;
  /** Each is a handful of questions, and a process that is killed while it writes. */
  readonly rounds: number;
  readonly seed: number;
}

export interface DraftTrialResult extends Drafts {
  readonly kills: number;
  readonly mishaps: ReturnType<Trouble['counts']>;
  readonly seconds: number;
}

/** Seconds after which another process takes over. */
const LEASE_SECONDS = 5;
/** Questions in a round: more than one process writes at once. */
const QUESTIONS = 8;
/** Milliseconds that an answer may take to its first sentences, and that a process lives on after them at most. */
const WRITE_WITHIN = 4_000;
const LIVES_ON = 2_500;

/**
 * Kills the program while a model writes its answers and its platforms misbehave, each time that all processes are there
 * again; then lets it finish, and looks at what people are left with.
 */
export async function runDraftTrial({
  location,
  folder,
  processes: count,
  rounds,
  seed,
}: DraftTrial): Promise<DraftTrialResult> {
  const started = performance.now();
  const random = seededRandom(seed);
  const trouble = createTrouble(random, () => processes.killOne());
  const slack = await createSlack(() => trouble, 'edits');
  const discord = await createDiscord(() => trouble, 'edits');
  const model = await createModel(random);
  const readers = createReaders(slack.standIn, discord.standIn, random);
  const processes = startProcesses({
    folder,
    count,
    platforms: 2,
    random,
    settingsOf: () => ({
      TIME_ZONE: 'UTC',
      LOG_LEVEL: 'fatal',
      OPS: 'off',
      WEB: 'off',
      DIGEST_LEASE_SECONDS: String(LEASE_SECONDS),
      ...(location.kind === 'postgres'
        ? { DATABASE_URL: location.url }
        : { DATA_DIR: dirname(location.path) }),
      ...slack.settings,
      ...discord.settings,
      ...model.settings,
    }),
  });
  const allReady = async () => {
    for (let index = 0; index < count; index += 1) await processes.ready(index);
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      await allReady();
      // Handed over, not answered: whoever has it may be killed the next moment.
      void readers.askAgain();
      for (let question = 0; question < QUESTIONS; question += 1) void readers.ask();
      await readers.writing(WRITE_WITHIN);
      await sleep(random() * LIVES_ON);
      processes.killOne();
    }
    trouble.end();
    await allReady();
    // A process that waited to answer what another had left may have been killed as well.
    await readers.askAgain();
    await readers.finished();
    return {
      ...readers.report(),
      kills: processes.kills(),
      mishaps: trouble.counts(),
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    readers.stop();
    await processes.stop();
    await Promise.all([slack, discord, model].map((each) => each.stop()));
  }
}
