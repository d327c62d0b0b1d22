import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../chaos/random.ts';
import { writeBriefings } from './generated-briefings.ts';
import { percentile, type Result } from './measure.ts';
import {
  type BenchServer,
  type Kind,
  load,
  type Round,
  startServer,
  startSlack,
  type Usage,
} from './slack-load.ts';
import { flagsOfStart } from './start-flags.ts';

const SUITE = 'sustained';
const BRIEFINGS = 1_000;
const WARM_UP = 500;
/** Milliseconds of load between two looks at what a server has used. */
const SLICE = 5_000;
/** The bare app has one slice after so many of ours: enough to compare with at any time of the run. */
const OURS_TO_BARE = 5;

/** One slice of load on one server. */
interface Slice extends Round {
  readonly cpuSeconds: number;
  readonly after: Usage;
}

/**
 * People who never stop asking, of a thousand briefings, for minutes on end; a bare Bolt app that answers a constant has
 * its turns between. Each server is kept to one core, and the load has the others.
 */
export async function* benchSustained(minutes: number): AsyncGenerator<Result> {
  const home = await mkdtemp(join(tmpdir(), 'bench-sustained-'));
  const briefings = join(home, 'briefings');
  await writeBriefings(briefings, BRIEFINGS);
  const slack = await startSlack();
  const servers: Record<Kind, BenchServer> = {
    bare: await startServer({ kind: 'bare', slack: slack.address, oneCore: true }),
    rapporteur: await startServer({
      kind: 'rapporteur',
      slack: slack.address,
      flags: await flagsOfStart(),
      briefings,
      oneCore: true,
    }),
  };
  const slices: Record<Kind, Slice[]> = { bare: [], rapporteur: [] };
  const words = whatPeopleAsk();

  async function slice(kind: Kind): Promise<void> {
    const before = await servers[kind].usage();
    const round = await load(slack, servers[kind].port, { milliseconds: SLICE, words });
    const after = await servers[kind].usage();
    slices[kind].push({ ...round, cpuSeconds: after.cpuSeconds - before.cpuSeconds, after });
  }

  try {
    for (const { port } of Object.values(servers)) await load(slack, port, { commands: WARM_UP, words });
    const wanted = Math.max(OURS_TO_BARE, Math.round((minutes * 60_000) / SLICE));
    for (let done = 0; done < wanted; done += 1) {
      if (done % OURS_TO_BARE === 0) await slice('bare');
      await slice('rapporteur');
    }
  } finally {
    for (const { stop } of Object.values(servers)) await stop();
    slack.server.closeAllConnections();
    slack.server.close();
    await rm(home, { recursive: true, force: true });
  }

  const bare = summary(slices.bare);
  const ours = summary(slices.rapporteur);
  const under = `${round(minutes)} min`;
  yield { suite: SUITE, what: 'bare Bolt app: ack, then a constant', figures: bare, target: '' };
  yield {
    suite: SUITE,
    what: `Rapporteur, ${BRIEFINGS} briefings, ${under} under load`,
    figures: ours,
    target: '',
  };
  yield {
    suite: SUITE,
    what: 'Rapporteur to bare',
    figures: {
      'per s': ours['per s'] / bare['per s'],
      'per core s': ours['per core s'] / bare['per core s'],
      'ack p99': ours['ack p99'] / bare['ack p99'],
    },
    target: 'ack p99 below 3000 ms',
  };
  const fifth = Math.max(1, Math.floor(slices.rapporteur.length / 5));
  const first = summary(slices.rapporteur.slice(0, fifth));
  const last = summary(slices.rapporteur.slice(-fifth));
  yield { suite: SUITE, what: 'Rapporteur, the first fifth of that time', figures: first, target: '' };
  yield { suite: SUITE, what: 'Rapporteur, the last fifth of that time', figures: last, target: '' };
  yield {
    suite: SUITE,
    what: 'last fifth to first',
    figures: {
      'per core s': last['per core s'] / first['per core s'],
      'ack p99': last['ack p99'] / first['ack p99'],
      'MB held': last['MB held'] / first['MB held'],
      'MB resident': last['MB resident'] / first['MB resident'],
    },
    target: 'MB held at most 1.05',
  };
}

/** Rates and latencies over all slices; memory as the median of what was looked at after each. */
function summary(slices: readonly Slice[]) {
  const acks = slices.flatMap((each) => each.acks);
  const answers = slices.flatMap((each) => each.answers);
  const cpuSeconds = slices.reduce((total, each) => total + each.cpuSeconds, 0);
  return {
    commands: answers.length,
    'per s': slices.reduce((total, each) => total + each.perSecond, 0) / slices.length,
    'per core s': answers.length / cpuSeconds,
    'ack p50': percentile(acks, 0.5),
    'ack p99': percentile(acks, 0.99),
    'answer p99': percentile(answers, 0.99),
    'MB held': percentile(
      slices.map(({ after }) => after.heldMegabytes),
      0.5,
    ),
    'MB resident': percentile(
      slices.map(({ after }) => after.residentMegabytes),
      0.5,
    ),
  };
}

/** Mostly briefings, any of them; then their sections, lists and searches. The same in every run. */
function whatPeopleAsk(): () => string {
  const random = seededRandom(7);
  return () => {
    const story = `story-${Math.floor(random() * BRIEFINGS)}`;
    const share = random();
    if (share < 0.6) return story;
    if (share < 0.7) return `${story} actors`;
    if (share < 0.8) return `${story} outlook`;
    if (share < 0.9) return `search ${story.replace('-', ' ')}`;
    return share < 0.95 ? 'list' : `${story} sources`;
  };
}

function round(minutes: number): string {
  return String(Math.round(minutes * 10) / 10);
}
