import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { pino } from 'pino';
import { seededRandom } from '../chaos/random.ts';
import { readConfig } from '../src/config/config.ts';
import type { Entry } from '../src/entries/entry.ts';
import { statementsOf } from '../src/entries/statements/statements-of.ts';
import { terminalRequest } from '../src/platforms/terminal/receive.ts';
import { assemble } from '../src/wiring/core.ts';
import { writeBriefings } from './generated-briefings.ts';
import { type Result, spread, timesOf } from './measure.ts';
import { answering, UNLIMITED } from './unlimited.ts';

const SUITE = 'answers';
const BRIEFINGS = 1_000;
const QUESTIONS = 400;
const WARM_UP = 40;

/** Of the shipped briefing, as people would ask. */
const OF_IRAN_TALKS = [
  'who hosts the talks?',
  'what does Oman want?',
  'how likely is a symbolic session?',
  'who doubts the official account, and why?',
  'what is Iran’s leverage?',
  'when do the parties meet?',
  'what happens next?',
  'who won the football match?',
] as const;

/**
 * Questions answered in a second, one after another, conversations remembered in SQLite; next to the least that a
 * full-text library does with the same words over the same statements: name the ten nearest.
 */
export async function* benchAnswers(): AsyncGenerator<Result> {
  const home = await mkdtemp(join(tmpdir(), 'bench-answers-'));
  const folder = join(home, 'briefings');
  await writeBriefings(folder, BRIEFINGS);
  await cp('briefings', folder, { recursive: true });
  const core = await assemble({
    config: readConfig({ BRIEFINGS_DIR: folder, DATA_DIR: join(home, 'data'), ...UNLIMITED }),
    now: Temporal.Now.instant,
    log: pino({ level: 'error' }),
    watch: false,
  });
  try {
    await core.ready();
    const dispatcher = answering(core.dispatcher);
    const all = core.library.all();
    const nearest = fullText(all);
    const ofAny = questionsOf(all);
    const asked = [
      ['of one known briefing', (index: number) => ['iran-talks', ofIranTalks(index)] as const],
      ['that name no briefing', (index: number) => ['', ofAny(index)] as const],
    ] as const;
    for (const [which, question] of asked) {
      const peer = await ratesOf((index) => nearest(question(index)[1]));
      const ours = await ratesOf((index) => {
        const [topic, words] = question(index);
        const request = terminalRequest(`ask ${topic} ${words}`, 'UTC');
        // A conversation each: what was said before belongs to somebody else.
        return dispatcher.answer({ ...request, asker: { ...request.asker, channel: `channel-${index}` } });
      });
      yield {
        suite: SUITE,
        what: `MiniSearch, ten nearest, questions ${which}`,
        figures: peer,
        target: '',
      };
      yield { suite: SUITE, what: `ask, questions ${which}`, figures: ours, target: '' };
      yield {
        suite: SUITE,
        what: 'ask to MiniSearch',
        figures: { 'per core s': ours['per core s'] / peer['per core s'], p99: ours.p99 / peer.p99 },
        target: '',
      };
    }
  } finally {
    await core.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** Also by processor time, which other programs on the machine do not lengthen. */
async function ratesOf(call: (index: number) => unknown) {
  await timesOf(WARM_UP, call, 0);
  const before = process.cpuUsage();
  const times = await timesOf(QUESTIONS, call, 0);
  const { user, system } = process.cpuUsage(before);
  const total = times.reduce((sum, time) => sum + time, 0);
  return {
    'per s': (times.length / total) * 1000,
    'per core s': (times.length / (user + system)) * 1e6,
    ...spread(times),
  };
}

function ofIranTalks(index: number): string {
  return OF_IRAN_TALKS[index % OF_IRAN_TALKS.length] ?? '';
}

/** What an actor of any briefing wants, or how likely something there is. */
function questionsOf(entries: readonly Entry[]): (index: number) => string {
  const random = seededRandom(11);
  const questions = Array.from({ length: QUESTIONS * 2 }, () => {
    const entry = entries[Math.floor(random() * entries.length)];
    const actors = Object.values(entry?.actors ?? {});
    const actor = actors[Math.floor(random() * actors.length)];
    const scenario = entry?.outlook?.scenarios[0];
    return random() < 0.7 ? `what does ${actor?.name} want?` : `how likely is ${scenario?.name}?`;
  });
  return (index) => questions[index % questions.length] ?? '';
}

function fullText(entries: readonly Entry[]): (question: string) => unknown {
  const index = new MiniSearch({ fields: ['text'], searchOptions: { combineWith: 'OR' } });
  index.addAll(entries.flatMap((entry) => statementsOf(entry).map(({ id, text }) => ({ id, text }))));
  return (question) => index.search(question).slice(0, 10);
}
