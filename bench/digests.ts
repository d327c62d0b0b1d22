import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createComposer } from '../src/digests/delivery/composer.ts';
import { createPlanner } from '../src/digests/delivery/planner.ts';
import { createDigestWorker } from '../src/digests/delivery/worker.ts';
import { WEEKDAYS } from '../src/digests/subscription.ts';
import { type EntryContent, entrySchema } from '../src/entries/entry.ts';
import type { Platform } from '../src/platforms/platform.ts';
import type { StoreLocation } from '../src/store/database/database.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { startPostgres } from '../tests/contracts/postgres-server.ts';
import { DISCORD_PER_SECOND, discordLike, slackLike } from './limited-platform.ts';
import type { Result } from './measure.ts';
import { createDatabase } from './postgres-database.ts';
import { createVirtualTime } from './virtual-time.ts';

/** As they are by default. */
const GRACE = Temporal.Duration.from({ hours: 6 });
const LEASE = 90_000;

const SUITE = 'digests';
const SUBSCRIPTIONS = 10_000;
/** To see whether memory grows with their number. */
const FEW = 2_500;
const WORKSPACES = 1_000;
const BRIEFINGS = 50;

const slot = Temporal.Instant.from('2026-02-05T08:00:00Z');
const silent = pino({ level: 'silent' });
/** Milliseconds between two looks at the memory in use. */
const LOOK_EVERY = 500;
/** One workspace whose platform asks for half a minute of patience. */
const SLOW_WORKSPACE = 'W0';

/** Many channels due in the same minute, on both stores. */
export async function* benchDigests(): AsyncGenerator<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const postgres = await startPostgres();
  try {
    const locations: readonly [string, StoreLocation, StoreLocation, StoreLocation][] = [
      ['SQLite', sqlite(folder, 'claims'), sqlite(folder, 'few'), sqlite(folder, 'all')],
      [
        'Postgres',
        await createDatabase(postgres.url),
        await createDatabase(postgres.url),
        await createDatabase(postgres.url),
      ],
    ];
    for (const [name, forClaims, forFew, forAll] of locations) {
      yield* planAndClaim(name, forClaims);
      yield* sendAll(name, forFew, FEW);
      yield* sendAll(name, forAll, SUBSCRIPTIONS);
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function sqlite(folder: string, name: string): StoreLocation {
  return { kind: 'sqlite', path: join(folder, `${name}.db`) };
}

/** Even workspaces are Slack's, odd ones Discord's; all channels want everything at the same time. */
async function subscribeMany(store: Store, edition: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const workspace = index % WORKSPACES;
    await store.subscriptions.add(
      {
        place: {
          platform: workspace % 2 === 0 ? 'slack' : 'discord',
          workspace: `W${workspace}`,
          channel: `C${index}`,
        },
        topics: { kind: 'all' },
        schedule: { days: [...WEEKDAYS], time: '08:00', zone: 'UTC' },
        skipEmpty: false,
        createdBy: { id: 'U', name: 'Bench' },
      },
      { createdAt: slot.subtract({ hours: 24 }), nextAt: slot, edition },
    );
  }
}

async function* planAndClaim(name: string, location: StoreLocation): AsyncGenerator<Result> {
  const store = await openStore({ location, log: silent });
  try {
    await subscribeMany(store, 'none', SUBSCRIPTIONS);
    const start = performance.now();
    await createPlanner({ outbox: store.outbox, now: () => slot, grace: GRACE }).plan();
    const planned = performance.now() - start;
    let claimed = 0;
    for (const platform of ['slack', 'discord'] as const)
      for (let batch = -1; batch !== 0; claimed += batch)
        batch = (
          await store.outbox.claim({
            owner: 'bench',
            platform,
            now: slot,
            leasedUntil: slot.add({ minutes: 2 }),
            limit: 256,
            perWorkspace: 4,
            except: [],
          })
        ).length;
    const total = performance.now() - start;
    if (claimed !== SUBSCRIPTIONS) throw new Error(`expected ${SUBSCRIPTIONS} claims, got ${claimed}`);
    yield {
      suite: SUITE,
      what: `${SUBSCRIPTIONS} due at once: plan, claim (${name})`,
      figures: { 'plan ms': planned, 'claim ms': total - planned, ms: total },
      target: '< 2000 ms',
    };
  } finally {
    await store.close();
  }
}

async function* sendAll(name: string, location: StoreLocation, count: number): AsyncGenerator<Result> {
  const store = await openStore({ location, log: silent, now: () => slot });
  const time = createVirtualTime(slot.epochMilliseconds);
  const now = () => Temporal.Instant.fromEpochMilliseconds(Math.floor(time.now()));
  let composed = 0;
  const before = briefings('likely');
  const after = briefings('unlikely');
  await store.revisions.recordAll(before, slot.subtract({ hours: 24 }));
  const composerOf = (entries: typeof before) =>
    createComposer({
      library: { all: () => entries, problems: () => [] },
      isReadable: () => true,
      revisions: store.revisions,
      editions: time.hold({
        ...store.editions,
        remember: (edition) => store.editions.remember(edition),
        read: (id) => {
          composed += 1;
          return store.editions.read(id);
        },
        entriesAs: (revisions) => store.editions.entriesAs(revisions),
      }),
    });
  try {
    await subscribeMany(store, await composerOf(before).currentEdition({ kind: 'all' }), count);
    const discord = discordLike(time);
    const slack = slackLike(time, new Set([SLOW_WORKSPACE]));
    const composer = composerOf(after);
    const workerOf = (platform: Platform) =>
      createDigestWorker({
        outbox: time.hold(store.outbox),
        composer,
        platforms: [platform],
        owner: `bench-${platform.name}`,
        now,
        chance: () => 0.5,
        grace: GRACE,
        lease: LEASE,
        log: silent,
      });
    async function sendOn(platform: Platform): Promise<void> {
      const worker = workerOf(platform);
      for (;;) {
        await worker.pass();
        const wake = await worker.nextWake();
        if (!wake) return;
        await time.sleep(wake.epochMilliseconds - time.now());
      }
    }
    globalThis.gc?.();
    const heapBefore = process.memoryUsage().heapUsed;
    let highest = heapBefore;
    const looking = setInterval(() => {
      // Without what is only waiting to be collected: what counts is what is held.
      globalThis.gc?.();
      highest = Math.max(highest, process.memoryUsage().heapUsed);
    }, LOOK_EVERY);
    const start = performance.now();
    await time.run(Promise.all([sendOn(slack), sendOn(discord)])).finally(() => clearInterval(looking));
    const real = performance.now() - start;
    globalThis.gc?.();
    const grown = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
    const peak = (highest - heapBefore) / 1e6;
    const sent = discord.arrivals.size + slack.arrivals.size;
    if (sent !== count) throw new Error(`expected ${count} messages, got ${sent}`);
    yield {
      suite: SUITE,
      what: `memory while ${count} are sent (${name})`,
      figures: { 'MB peak': peak, 'MB after': grown },
      target: count === FEW ? '' : `as for ${FEW}`,
    };
    if (count === FEW) return;
    const makespan = Math.max(...discord.arrivals.values()) - slot.epochMilliseconds;
    const bound = ((discord.arrivals.size - 1) * 1000) / DISCORD_PER_SECOND;
    const others = [...slack.lastOf].filter(([workspace]) => workspace !== SLOW_WORKSPACE);
    yield {
      suite: SUITE,
      what: `${count} sent at the limits of Discord (${name})`,
      figures: {
        seconds: makespan / 1000,
        'of bound': makespan / bound,
        'ms real': real,
      },
      target: '<= 1.05 of bound',
    };
    yield {
      suite: SUITE,
      what: `other workspaces beside a limited one (${name})`,
      figures: {
        'limited s': ((slack.lastOf.get(SLOW_WORKSPACE) ?? 0) - slot.epochMilliseconds) / 1000,
        'others s': (Math.max(...others.map(([, at]) => at)) - slot.epochMilliseconds) / 1000,
      },
      target: 'others not delayed',
    };
    yield {
      suite: SUITE,
      what: `digests composed for ${count} alike (${name})`,
      figures: { times: composed },
      target: '1',
    };
  } finally {
    await store.close();
  }
}

function briefings(likelihood: string) {
  return Array.from({ length: BRIEFINGS }, (_, index) => {
    const content: EntryContent = entrySchema.parse({
      title: `Story ${index}`,
      status: 'active',
      as_of: '2026-02-05',
      bottom_line: 'Two sides talk.',
      summary: ['They met in March. They will meet again.'],
      outlook: {
        horizon: 'to May',
        confidence: 'low',
        basis: 'One source.',
        scenarios: [
          { name: 'Agreement', likelihood: index % 5 === 0 ? likelihood : 'likely', text: 'They agree.' },
        ],
      },
    });
    return { id: `story-${index}`, ...content };
  });
}
