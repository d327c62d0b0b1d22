import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DeliveryState, deliveryKey, SETTLED_STATES } from '../src/digests/delivery.ts';
import { latestSlot } from '../src/digests/schedule.ts';
import { type Schedule, WEEKDAYS } from '../src/digests/subscription.ts';
import type { StoreLocation } from '../src/store/database.ts';
import { openStore, type Store } from '../src/store/store.ts';
import type { Destination } from './destination.ts';
import { createDiscord } from './discord.ts';
import { silent } from './log.ts';
import { startProcesses } from './processes.ts';
import { seededRandom } from './random.ts';
import { createSlack } from './slack.ts';
import { createTrouble, type Trouble } from './trouble.ts';
import { createWeb } from './web.ts';

export interface Trial {
  readonly name: string;
  /** Empty. A file has to be called `rapporteur.db`, as the program calls it. */
  readonly location: StoreLocation;
  /** Where the processes run. */
  readonly folder: string;
  readonly processes: number;
  readonly kills: number;
  readonly seed: number;
}

export interface TrialResult {
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
/** Slots lie up to this far back: well within the grace period. */
const PAST_MINUTES = 240;
/** Milliseconds for what is left when the killing ends: the tick of the next minute, leases, back-offs. */
const PATIENCE = 300_000;

interface Expected {
  readonly id: number;
  readonly key: string;
  readonly destination: Destination;
}

/**
 * Runs the program while it is killed again and again and its platforms misbehave, then lets it finish, and
 * counts what arrived. Everything random comes from the seed; when the operating system runs what does not.
 */
export async function runTrial(trial: Trial): Promise<TrialResult> {
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
    settings: settingsOf(trial, destinations),
  });

  const expected: Expected[] = [];
  const killedAt: Partial<Record<DeliveryState | 'unplanned', number>> = {};
  try {
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

async function stateOf(store: Store, id: number): Promise<DeliveryState | undefined> {
  const [delivery] = await store.subscriptions.deliveries(id, 1);
  return delivery?.state;
}

function settingsOf(
  { location }: Trial,
  destinations: readonly Destination[],
): Readonly<Record<string, string>> {
  return {
    TIME_ZONE: 'UTC',
    LOG_LEVEL: 'fatal',
    DIGEST_LEASE_SECONDS: String(LEASE_SECONDS),
    ...(location.kind === 'postgres' ? { DATABASE_URL: location.url } : { DATA_DIR: dirname(location.path) }),
    ...Object.assign({}, ...destinations.map(({ settings }) => settings)),
  };
}

/** A channel whose digest has been due for a while: it is planned as soon as any process looks. */
async function subscribeOne(store: Store, destination: Destination, random: () => number): Promise<Expected> {
  const now = Temporal.Now.instant();
  const due = now.subtract({ minutes: 2 + Math.floor(random() * PAST_MINUTES) }).toZonedDateTimeISO('UTC');
  const schedule: Schedule = {
    days: [...WEEKDAYS],
    time: due.toPlainTime().toString({ smallestUnit: 'minute' }),
    zone: 'UTC',
  };
  const slot = latestSlot(schedule, now);
  const { id } = await store.subscriptions.add(
    {
      place: destination.place(),
      topics: { kind: 'all' },
      schedule,
      skipEmpty: false,
      createdBy: { id: 'U0ANN', name: 'ann' },
    },
    { createdAt: slot, nextAt: slot, edition: 'none' },
  );
  return { id, key: deliveryKey({ subscription: id, slot }), destination };
}

/** Resolves when every delivery is sent, or patience ends, with the number of those that are not. */
async function untilSettled(store: Store, expected: readonly Expected[]): Promise<number> {
  const deadline = performance.now() + PATIENCE;
  let open = expected;
  for (;;) {
    const states = await Promise.all(open.map(({ id }) => stateOf(store, id)));
    open = open.filter((_, index) => states[index] !== 'sent');
    if (open.length === 0 || performance.now() > deadline) return open.length;
    await sleep(500);
  }
}

async function countArrivals(store: Store, expected: readonly Expected[]) {
  const byDestination = Map.groupBy(expected, ({ destination }) => destination);
  const arrivals = await Promise.all(
    [...byDestination].map(([destination, of]) =>
      destination.arrivals(
        of.map(({ key }) => key),
        store,
      ),
    ),
  );
  const counts = arrivals.flatMap((byKey) => [...byKey.values()]);
  return {
    slots: expected.length,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
  };
}
