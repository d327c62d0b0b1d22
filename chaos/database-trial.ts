import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../src/store/store.ts';
import { freePort, type PostgresServer } from '../tests/contracts/postgres-server.ts';
import { createBalancer } from './balancer.ts';
import { afflict, DATABASE_TROUBLES, type DatabaseTrouble } from './database-trouble.ts';
import { createDiscord } from './discord.ts';
import { install, settingsByOAuth } from './installed-slack.ts';
import { createLink } from './link.ts';
import { silent } from './log.ts';
import { type Answers, createPeople, type People } from './people.ts';
import { startProcesses } from './processes.ts';
import { seededRandom } from './random.ts';
import { checkSharing, type Sharing } from './sharing.ts';
import { createSlack } from './slack.ts';
import { countArrivals, type Expected, subscribeOne, untilSettled } from './slots.ts';
import { createTrouble } from './trouble.ts';
import { createWeb } from './web.ts';

export interface DatabaseTrial {
  readonly server: PostgresServer;
  /** Of an empty database on that server. */
  readonly url: string;
  /** Where the processes run. */
  readonly folder: string;
  /** Each is one trouble, and one process of three that is started anew. */
  readonly rounds: number;
  readonly seed: number;
}

export interface DatabaseTrialResult {
  readonly troubles: Readonly<Partial<Record<DatabaseTrouble, number>>>;
  readonly restarts: number;
  /** Processes that ended by themselves. */
  readonly crashes: number;
  readonly slots: number;
  readonly lost: number;
  readonly doubled: number;
  readonly unsettled: number;
  readonly answers: Answers;
  readonly sharing: Sharing;
  readonly seconds: number;
}

const PROCESSES = 3;
/** Long enough for a begun delivery to be sent over a slow database, short enough to see it taken over. */
const LEASE_SECONDS = 8;
/** Subscriptions of each platform in a round. */
const BATCH = 5;
/** Milliseconds between two questions, on average. */
const PACE = 150;

/**
 * Three processes share a database that gets into trouble, while people ask, digests are due, and one process
 * after the other is started anew: Slack reaches them through a balancer, Discord by a shard each.
 */
export async function runDatabaseTrial({
  server,
  url,
  folder,
  rounds,
  seed,
}: DatabaseTrial): Promise<DatabaseTrialResult> {
  const started = performance.now();
  const random = seededRandom(seed);
  const trouble = createTrouble(random, () => {});
  const slack = await createSlack(() => trouble);
  const discord = await createDiscord(() => trouble);
  const destinations = [slack, discord, createWeb()];
  const { hostname: host, port } = new URL(url);
  const links = await Promise.all(
    Array.from({ length: PROCESSES }, () => createLink({ host, port: Number(port) })),
  );
  const ports = await Promise.all(links.map(() => freePort()));
  const balancer = await createBalancer(ports);
  const store = await openStore({ location: { kind: 'postgres', url }, log: silent });
  const processes = startProcesses({
    folder,
    count: PROCESSES,
    platforms: destinations.length,
    random,
    settingsOf(index) {
      const throughLink = new URL(url);
      throughLink.port = String(links[index]?.port);
      return {
        TIME_ZONE: 'UTC',
        LOG_LEVEL: 'fatal',
        OPS: 'off',
        DIGEST_LEASE_SECONDS: String(LEASE_SECONDS),
        // One person asks everything: it is counted by all processes together, and never too much.
        QUESTIONS_PER_PERSON: '50000',
        QUESTIONS_PER_CHANNEL: '50000',
        DATABASE_URL: throughLink.href,
        ...Object.assign({}, ...destinations.map(({ settings }) => settings)),
        SLACK_BOT_TOKEN: '',
        SLACK_APP_TOKEN: '',
        ...settingsByOAuth(slack.standIn, balancer.url, ports[index] ?? 0),
        DISCORD_SHARDS: `${index}/${PROCESSES}`,
      };
    },
  });
  /** As is done with every program behind a balancer: out of its list, stopped, started, and in again. */
  async function startAnew(index: number): Promise<void> {
    const port = ports[index] ?? 0;
    balancer.leaveOut(port);
    await processes.restart(index);
    balancer.takeIn(port);
  }

  const people = createPeople(slack.standIn, discord.standIn, random);
  const expected: Expected[] = [];
  const troubles: Partial<Record<DatabaseTrouble, number>> = {};
  try {
    for (let index = 0; index < PROCESSES; index += 1) await processes.ready(index);
    await install(slack.standIn, balancer.url);
    const stopAsking = keepAsking(people, random);
    for (const [round, kind] of kindsOf(rounds, random).entries()) {
      troubles[kind] = (troubles[kind] ?? 0) + 1;
      for (let count = 0; count < BATCH; count += 1)
        for (const destination of destinations) expected.push(await subscribeOne(store, destination, random));
      // Whoever starts plans what is due: then, or just before, the trouble begins.
      const restarted = startAnew(round % PROCESSES);
      if (random() < 0.7) await restarted;
      else await sleep(random() * 2_000);
      await sleep(random() * 300);
      await afflict(kind, { server, links, random });
      await restarted;
    }
    trouble.end();
    // What nobody has planned yet is planned with a start.
    for (let index = 0; index < PROCESSES; index += 1) await startAnew(index);
    await stopAsking();
    await people.answered();
    const unsettled = await untilSettled(store, expected);
    return {
      troubles,
      restarts: rounds + PROCESSES,
      crashes: processes.crashes(),
      ...(await countArrivals(store, expected)),
      unsettled,
      answers: people.report(),
      sharing: await checkSharing(slack.standIn, PROCESSES),
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    await processes.stop();
    await store.close();
    await balancer.stop();
    await Promise.all([...links, ...destinations].map((each) => each.stop()));
  }
}

/** Each kind as often as any other, in an order of chance. */
function kindsOf(rounds: number, random: () => number): readonly DatabaseTrouble[] {
  return Array.from({ length: rounds }, (_, round) => ({ round, at: random() }))
    .map(({ round, at }) => ({ turn: Math.floor(round / DATABASE_TROUBLES.length), at, round }))
    .toSorted((one, other) => one.turn - other.turn || one.at - other.at)
    .flatMap(({ round }) => DATABASE_TROUBLES[round % DATABASE_TROUBLES.length] ?? []);
}

/** @returns stops it, and waits for what is being handed over */
function keepAsking(people: People, random: () => number): () => Promise<void> {
  const handedOver = new Set<Promise<void>>();
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const asked = people.ask().finally(() => handedOver.delete(asked));
      handedOver.add(asked);
      await sleep(PACE * 2 * random());
    }
  })();
  return async () => {
    isOver = true;
    await asking;
    await Promise.all(handedOver);
  };
}
