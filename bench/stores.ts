import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../src/config/config.ts';
import type { Asker } from '../src/dispatch/dispatcher.ts';
import { openDatabase, type StoreLocation } from '../src/store/database/database.ts';
import { assemble, type Core } from '../src/wiring/core.ts';
import { startPostgres } from '../tests/contracts/postgres-server.ts';
import { percentile, type Result, timesOf } from './measure.ts';
import { createDatabase } from './postgres-database.ts';
import { answering } from './unlimited.ts';

const SUITE = 'stores';
const CALLS = 300;
/** What a quarter leaves behind where 1,100 channels have a digest a day. */
const SETTLED = 100_000;
const DUE = 64;

const slot = Temporal.Instant.from('2026-02-05T08:00:00Z');
const silent = pino({ level: 'silent' });

const asker: Asker = {
  platform: 'web',
  workspace: 'local',
  channel: 'general',
  person: { id: 'ada', name: 'Ada' },
  zone: 'Europe/London',
  manager: true,
};

/** What people wait for that needs the store, and what processes ask of it all day: SQLite next to Postgres. */
export async function* benchStores(): AsyncGenerator<Result> {
  const home = await mkdtemp(join(tmpdir(), 'bench-stores-'));
  const postgres = await startPostgres();
  const cores: Core[] = [];
  try {
    const database = await createDatabase(postgres.url);
    const dataFolder = join(home, 'data');
    // Not `UNLIMITED`: what counting them costs is part of the price.
    const rates = { QUESTIONS_PER_PERSON: '50000', QUESTIONS_PER_CHANNEL: '50000' };
    for (const settings of [{ DATA_DIR: dataFolder }, { DATABASE_URL: database.url }])
      cores.push(
        await assemble({
          config: readConfig({ ...settings, ...rates }),
          now: Temporal.Now.instant,
          log: silent,
          watch: false,
        }),
      );
    const [sqlite, other] = cores;
    if (!sqlite || !other) throw new Error('expected two cores');
    await fill({ kind: 'sqlite', path: join(dataFolder, 'rapporteur.db') });
    await fill(database);
    for (const [what, call] of Object.entries(OPERATIONS)) {
      const onSqlite = await timesOf(CALLS, (index) => call(sqlite, index));
      const onPostgres = await timesOf(CALLS, (index) => call(other, index));
      yield {
        suite: SUITE,
        what,
        figures: {
          'SQLite p50': percentile(onSqlite, 0.5),
          'SQLite p99': percentile(onSqlite, 0.99),
          'Postgres p50': percentile(onPostgres, 0.5),
          'Postgres p99': percentile(onPostgres, 0.99),
        },
        target: '',
      };
    }
  } finally {
    for (const core of cores) await core.stop();
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  }
}

const OPERATIONS: Readonly<Record<string, (core: Core, index: number) => Promise<unknown>>> = {
  'show, which needs no store': (core) => say(core, 'show iran-talks'),
  'ask: conversation recalled, answer recorded': (core, index) =>
    say(core, 'ask iran-talks who hosts the talks?', `channel-${index % 50}`),
  'subscribe, then unsubscribe': async (core, index) => {
    await say(core, 'subscribe iran-talks daily at 08:00', `new-${index}`);
    await say(core, 'unsubscribe', `new-${index}`);
  },
  'subscriptions of a channel': (core) => say(core, 'subscriptions', 'C0'),
  'claim an inbound event': (core, index) =>
    core.store.handledEvents.claim('slack', `event-${index}-${performance.now()}`, slot),
  'count a question over all processes': (core, index) =>
    core.store.questionPace.take(
      [
        { key: `person-${index % 50}`, perMinute: 600 },
        { key: 'channel', perMinute: 6_000 },
      ],
      slot,
    ),
  [`claim ${DUE} due beside ${SETTLED} settled, and give back`]: async (core) => {
    const claimed = await core.store.outbox.claim({
      owner: 'bench',
      platform: 'slack',
      now: slot,
      leasedUntil: slot.add({ minutes: 2 }),
      limit: 256,
      perWorkspace: 4,
      except: [],
    });
    if (claimed.length !== DUE) throw new Error(`expected ${DUE} claims, got ${claimed.length}`);
    await core.store.outbox.release('bench');
  },
  'how digests stand, for metrics': async (core) => {
    await core.store.digestMonitor.overview(slot);
    await core.store.digestMonitor.silences(slot, 1000);
  },
};

async function say(core: Core, words: string, channel = asker.channel): Promise<void> {
  await answering(core.dispatcher).answer({
    input: { kind: 'words', words },
    asker: { ...asker, channel },
    audience: 'asker',
  });
}

/** A workspace for each few channels, each channel with its history; the first `DUE` have a digest that is due. */
async function fill(location: StoreLocation): Promise<void> {
  const { db } = await openDatabase(location, silent);
  const channels = Array.from({ length: 1_000 }, (_, index) => ({
    platform: 'slack',
    workspace: `W${index}`,
    channel: `C${index}`,
  }));
  const at = slot.epochMilliseconds;
  await db.transaction().execute(async (transaction) => {
    const subscribed = await transaction
      .insertInto('subscription')
      .values(
        channels.map((place) => ({
          ...place,
          state: 'active',
          next_at: at + 86_400_000,
          days: '1234567',
          time: '08:00',
          zone: 'UTC',
          skip_empty: 0,
          created_at: at,
          created_by: 'U',
          created_by_name: 'Bench',
          topics: JSON.stringify({ kind: 'all' }),
        })),
      )
      .returning(['id', 'platform', 'workspace', 'channel'])
      .execute();
    for (let day = 0; day < SETTLED / channels.length; day += 1)
      await transaction
        .insertInto('delivery')
        .values(
          subscribed.map(({ id, ...place }, index) => ({
            ...place,
            subscription_id: id,
            slot_at: at - day * 86_400_000,
            state: day === 0 && index < DUE ? 'planned' : 'sent',
            failures: 0,
            not_before_at: at - day * 86_400_000,
            leased_until_at: 0,
            changed_at: at,
          })),
        )
        .execute();
  });
  await db.destroy();
}
