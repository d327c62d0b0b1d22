import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { deliveryKey } from '../src/digests/delivery.ts';
import { latestSlot } from '../src/digests/schedule.ts';
import { type Schedule, WEEKDAYS } from '../src/digests/subscription.ts';
import type { StoreLocation } from '../src/store/database.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { APP_TOKEN, BOT_TOKEN, StandInSlack } from '../tests/standins/slack/slack.ts';
import { silent } from './log.ts';
import { startProcesses } from './processes.ts';
import { seededRandom } from './random.ts';
import { createTrouble } from './trouble.ts';

export interface Trial {
  readonly name: string;
  /** Empty. A file has to be called `rapporteur.db`, as the program calls it. */
  readonly location: StoreLocation;
  readonly program: string;
  readonly processes: number;
  readonly kills: number;
  readonly seed: number;
}

export interface TrialResult {
  readonly name: string;
  readonly kills: number;
  readonly slots: number;
  readonly lost: number;
  readonly doubled: number;
  /** Deliveries whose state in the store is not "sent" in the end. */
  readonly unsettled: number;
  readonly seconds: number;
}

/** Seconds after which another process takes over: the shortest that may be set. */
const LEASE_SECONDS = 3;
/** Milliseconds between two batches of new subscriptions, and between two kills at random moments. */
const PACE = 400;
const BATCH = 3;
/** Slots lie up to this far back: well within the grace period. */
const PAST_MINUTES = 240;
/** Milliseconds for what is left when the killing ends: the tick of the next minute, and a few leases. */
const PATIENCE = 150_000;

interface Expected {
  readonly id: number;
  readonly key: string;
}

/**
 * Runs the program while it is killed again and again and its platform misbehaves, then lets it finish, and
 * counts what arrived. Everything random comes from the seed; when the operating system runs what does not.
 */
export async function runTrial(trial: Trial): Promise<TrialResult> {
  const started = performance.now();
  const random = seededRandom(trial.seed);
  const slack = new StandInSlack();
  await slack.start();
  const store = await openStore({ location: trial.location, log: silent });
  const processes = startProcesses({
    program: trial.program,
    count: trial.processes,
    random,
    env: environmentOf(trial, slack.apiUrl),
  });
  const trouble = createTrouble(random, () => processes.killOne());
  slack.faults.take = (method) => trouble.take(method);

  const expected: Expected[] = [];
  try {
    while (processes.kills() < trial.kills) {
      for (let count = 0; count < BATCH; count += 1) expected.push(await subscribeOne(store, slack, random));
      await sleep(PACE * (0.5 + random()));
      // A program takes about a second to start; killed sooner each time, it would never do anything.
      if (random() < 0.4) processes.killOne();
    }
    trouble.end();
    await untilSettled(store, expected);
    return {
      name: trial.name,
      kills: processes.kills(),
      ...countArrivals(slack, expected),
      unsettled: await countUnsettled(store, expected),
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    await processes.stop();
    await store.close();
    await slack.stop();
  }
}

function environmentOf({ location }: Trial, apiUrl: string): Record<string, string> {
  return {
    WEB: 'off',
    TIME_ZONE: 'UTC',
    LOG_LEVEL: 'fatal',
    DIGEST_LEASE_SECONDS: String(LEASE_SECONDS),
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: apiUrl,
    ...(location.kind === 'postgres' ? { DATABASE_URL: location.url } : { DATA_DIR: dirname(location.path) }),
  };
}

/** A channel whose digest has been due for a while: it is planned as soon as any process looks. */
async function subscribeOne(store: Store, slack: StandInSlack, random: () => number): Promise<Expected> {
  const now = Temporal.Now.instant();
  const due = now.subtract({ minutes: 2 + Math.floor(random() * PAST_MINUTES) }).toZonedDateTimeISO('UTC');
  const schedule: Schedule = {
    days: [...WEEKDAYS],
    time: due.toPlainTime().toString({ smallestUnit: 'minute' }),
    zone: 'UTC',
  };
  const slot = latestSlot(schedule, now);
  const channel = `C0CHAOS${Math.floor(random() * 1e9)}`;
  slack.workspace.memberOf.add(channel);
  const { id } = await store.subscriptions.add(
    {
      place: { platform: 'slack', workspace: slack.workspace.teamId, channel },
      topics: { kind: 'all' },
      schedule,
      skipEmpty: false,
      createdBy: { id: 'U0ANN', name: 'ann' },
    },
    { createdAt: slot, nextAt: slot, edition: 'none' },
  );
  return { id, key: deliveryKey({ subscription: id, slot }) };
}

async function countUnsettled(store: Store, expected: readonly Expected[]): Promise<number> {
  let unsettled = 0;
  for (const { id } of expected) {
    const [delivery] = await store.subscriptions.deliveries(id, 1);
    if (delivery?.state !== 'sent') unsettled += 1;
  }
  return unsettled;
}

async function untilSettled(store: Store, expected: readonly Expected[]): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (performance.now() < deadline) {
    if ((await countUnsettled(store, expected)) === 0) return;
    await sleep(1000);
  }
}

const metadataSchema = z.object({ event_payload: z.object({ key: z.string() }) });

function countArrivals(slack: StandInSlack, expected: readonly Expected[]) {
  const arrivals = new Map<string, number>();
  for (const { metadata } of slack.workspace.messages) {
    const key = metadataSchema.safeParse(metadata).data?.event_payload.key;
    if (key !== undefined) arrivals.set(key, (arrivals.get(key) ?? 0) + 1);
  }
  const counts = expected.map(({ key }) => arrivals.get(key) ?? 0);
  return {
    slots: expected.length,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
  };
}
