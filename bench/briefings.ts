import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { z } from 'zod';
import { assemble } from '../src/assemble.ts';
import { readConfig } from '../src/config.ts';
import { terminalRequest } from '../src/platforms/terminal/receive.ts';
import { writeBriefings } from './generated-briefings.ts';
import { type Result, spread, timesOf } from './measure.ts';
import { flagsOfStart } from './start-flags.ts';

const SUITE = 'briefings';
const SIZES = [2, 1000, 10_000] as const;
const CALLS = 500;
const RELOADS = 20;

const START_TARGETS: Readonly<Record<number, string>> = { 1000: '< 1000 ms, < 150 MB', 10000: '< 5000 ms' };

const run = promisify(execFile);
const firstAnswer = z.object({ outcome: z.literal('ok'), milliseconds: z.number(), megabytes: z.number() });

/** Start-up, memory, and the answers that everything else is made of, with few and with many briefings. */
export async function* benchBriefings(): AsyncGenerator<Result> {
  for (const size of SIZES) {
    const home = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
    try {
      const folder = join(home, 'briefings');
      await writeBriefings(folder, size);
      yield* startUp(home, folder, size);
      yield* answers(home, folder, size);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  }
}

async function* startUp(home: string, folder: string, size: number): AsyncGenerator<Result> {
  for (const state of ['first start', 'later start'] as const) {
    const { stdout } = await run(
      process.execPath,
      [
        ...(await flagsOfStart()),
        '--expose-gc',
        join(import.meta.dirname, 'first-answer.ts'),
        'show story-1',
      ],
      { env: environment(home, folder) },
    );
    const { milliseconds, megabytes } = firstAnswer.parse(JSON.parse(stdout));
    yield {
      suite: SUITE,
      what: `${state} to first answer, ${size} briefings`,
      figures: { ms: milliseconds, MB: megabytes },
      target: state === 'later start' ? (START_TARGETS[size] ?? '') : '',
    };
  }
}

async function* answers(home: string, folder: string, size: number): AsyncGenerator<Result> {
  const config = readConfig(environment(home, folder));
  const core = await assemble({
    config,
    now: Temporal.Now.instant,
    log: pino({ level: 'error' }),
    watch: false,
  });
  const ask = (words: string) => core.desk.answer(terminalRequest(words, 'UTC'));
  const story = (index: number) => (index * 7919) % size;
  const titles = core.library.all().map((entry) => entry.title);
  const words = (index: number) => titles[story(index)]?.split(' ').slice(0, 2).join(' ') ?? '';
  const misspelt = (index: number) => words(index).replace(/(.)(.)/, '$2$1');
  try {
    const measured = [
      ['show', (index: number) => ask(`show story-${story(index)}`), '< 2 ms'],
      ['search', (index: number) => ask(`search ${words(index)}`), '< 10 ms'],
      ['did-you-mean', (index: number) => ask(`show ${misspelt(index)}`), ''],
      [
        'completion',
        (index: number) =>
          core.desk.complete({
            input: { kind: 'words', words: words(index) },
            asker: terminalRequest('', 'UTC').asker,
            limit: 25,
          }),
        '',
      ],
    ] as const;
    for (const [what, call, target] of measured) {
      const times = await timesOf(CALLS, call);
      yield { suite: SUITE, what: `${what}, ${size} briefings`, figures: spread(times), target };
    }
    const file = join(folder, 'story-1.yaml');
    const original = await readFile(file, 'utf8');
    const reloads = await timesOf(RELOADS, async (index) => {
      await writeFile(file, original.replace(/^title: .*/m, `title: Changed ${index} ${performance.now()}`));
      await core.reload('story-1.yaml');
    });
    yield {
      suite: SUITE,
      what: `reload of one, ${size} briefings`,
      figures: spread(reloads),
      target: '< 50 ms',
    };
  } finally {
    await core.stop();
  }
}

function environment(home: string, folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    BRIEFINGS_DIR: folder,
    DATA_DIR: join(home, 'data'),
    LOG_LEVEL: 'error',
  };
}
