import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DeliveryState, SETTLED_STATES } from '../src/digests/delivery/delivery.ts';
import type { StoreLocation } from '../src/store/database/database.ts';
import { openStore, type Store } from '../src/store/store.ts';
import type { Destination } from './destination.ts';
import { createDiscord } from './discord.ts';
import { silent } from './log.ts';
import { startProcesses } from './processes.ts';
import { seededRandom } from './random.ts';
import { createSlack } from './slack.ts';
import { countArrivals, type Expected, stateOf, subscribeOne, untilSettled } from './slots.ts';
import { createTrouble, type Trouble } from './trouble.ts';
import { createWeb } from './web.ts';

export interface KillTrial {
  readonly name: string;
  /** Empty. A file has to be called `rapporteur.db`, as the program calls it. */
  readonly location: StoreLocation;
  /** Where the processes run. */
  readonly folder: string;
  readonly processes: number;
  readonly kills: number;
  readonly seed: number;
}

export interface KillTrialResult {
  readonly name: string;
  readonly kills: number;
  /** What the delivery that was watched stood at in the store when a process was killed, and how often. */
  readonly killedAt: Readonly<Partial<Record<DeliveryState | 'unplanned', number>>>;
  readonly mishaps: ReturnType<Trouble['counts']>;
  readonly slots: number;
  readonly lost: number;
  readonly doubled: number;
  /** Deliveries whose state in the store is not "sent" in the end. */
  readonly unsettled: number;
  readonly seconds: number;
}

/**
 * Seconds after which another process takes over. Short, so that much happens in little time; long enough that a
 * busy machine does not keep a process from renewing it.
 */
const LEASE_SECONDS = 5;
/** Milliseconds between two batches of new subscriptions, and between two kills at random moments, on average. */
const PACE = 300;
/** Subscriptions of each platform in a batch. */
const BATCH = 1;
/** Of the batches, the share after which one delivery is watched, to kill a process at a step of it. */
const WATCHED_SHARE = 0.5;
/** Milliseconds that a watched delivery may take to its step; a tick looks for new subscriptions once a minute. */
const WATCH_FOR = 1_500;
/**
 * Runs the program while it is killed again and again and its platforms misbehave, then lets it finish, and
 * counts what arrived. Everything random comes from the seed; when the operating system runs what does not.
 */
export async function runKillTrial(trial: KillTrial): Promise<KillTrialResult> {
  const started = performance.now();
  const random = seededRandom(trial.seed);
  const trouble = createTrouble(random, () => processes.killOne());
  const destinations = [await createSlack(() => trouble), await createDiscord(() => trouble), createWeb()];
  const store = await openStore({ location: trial.location, log: silent });
  const processes = startProcesses({
    folder: trial.folder,
    count: trial.processes,
    platforms: destinations.length,
    random,
    settingsOf: () => settingsOf(trial, destinations),
  });

  const expected: Expected[] = [];
  const killedAt: Partial<Record<DeliveryState | 'unplanned', number>> = {};
  try {
    // Whoever is killed writes no compiled code for the next start: one ends properly first, which makes all others faster.
    await processes.ready(0);
    await processes.restart(0);
    while (processes.kills() < trial.kills) {
      for (let count = 0; count < BATCH; count += 1)
        for (const destination of destinations) expected.push(await subscribeOne(store, destination, random));
      // A program that is killed sooner than it can start, each time, would never do anything.
      await processes.ready();
      const watched = expected[expected.length - 1 - Math.floor(random() * destinations.length)];
      if (watched && random() < WATCHED_SHARE) {
        const at = await killAtStep(store, watched.id, STEPS[Math.floor(random() * STEPS.length)] ?? 'sent');
        killedAt[at] = (killedAt[at] ?? 0) + 1;
      } else {
        await sleep(PACE * 2 * random());
        processes.killOne();
      }
    }
    trouble.end();
    // What nobody has planned yet is planned with a start; else it would wait for the tick of the next minute.
    await processes.restart(0);
    const unsettled = await untilSettled(store, expected);
    return {
      name: trial.name,
      kills: processes.kills(),
      killedAt,
      mishaps: trouble.counts(),
      ...(await countArrivals(store, expected)),
      unsettled,
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    await processes.stop();
    await store.close();
    await Promise.all(destinations.map((destination) => destination.stop()));
  }

  /** Kills a process as soon as a delivery has come to `step`, and tells what it stands at then. */
  async function killAtStep(
    at: Store,
    id: number,
    step: DeliveryState,
  ): Promise<DeliveryState | 'unplanned'> {
    const deadline = performance.now() + WATCH_FOR;
    let state = await stateOf(at, id);
    while (performance.now() < deadline && !hasCome(state, step)) {
      await sleep(1);
      state = await stateOf(at, id);
    }
    processes.killOne();
    return (await stateOf(at, id)) ?? 'unplanned';
  }
}

/** The steps of a delivery that the store tells of, in their order. */
const STEPS = ['planned', 'sending', 'uncertain', 'sent'] as const satisfies readonly DeliveryState[];

function hasCome(state: DeliveryState | undefined, step: DeliveryState): boolean {
  if (state === undefined) return false;
  return state === step || SETTLED_STATES.some((settled) => settled === state);
}

function settingsOf(
  { location }: KillTrial,
  destinations: readonly Destination[],
): Readonly<Record<string, string>> {
  return {
    TIME_ZONE: 'UTC',
    LOG_LEVEL: 'fatal',
    OPS: 'off',
    DIGEST_LEASE_SECONDS: String(LEASE_SECONDS),
    ...(location.kind === 'postgres' ? { DATABASE_URL: location.url } : { DATA_DIR: dirname(location.path) }),
    ...Object.assign({}, ...destinations.map(({ settings }) => settings)),
  };
}
