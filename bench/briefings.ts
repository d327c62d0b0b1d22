import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { writeBriefings } from './generated-briefings.ts';
import { percentile, type Result, spread } from './measure.ts';
import { flagsOfStart } from './start-flags.ts';

const SUITE = 'briefings';
const SIZES = [2, 1000, 10_000] as const;

const START_TARGETS: Readonly<Record<number, string>> = { 1000: '< 1000 ms, < 150 MB', 10000: '< 5000 ms' };

const ANSWER_TARGETS: Readonly<Record<string, string>> = {
  show: '< 2 ms',
  search: '< 10 ms',
  'reload of one': '< 50 ms',
};

const run = promisify(execFile);
const firstAnswer = z.object({ outcome: z.literal('ok'), milliseconds: z.number(), megabytes: z.number() });
const measuredTimes = z.object({ what: z.string(), times: z.array(z.number()).nonempty() });

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
  const { stdout } = await run(
    process.execPath,
    [...(await flagsOfStart()), join(import.meta.dirname, 'answering.ts')],
    { env: environment(home, folder), maxBuffer: 10_000_000 },
  );
  for (const line of stdout.trim().split('\n')) {
    const { what, times } = measuredTimes.parse(JSON.parse(line));
    yield {
      suite: SUITE,
      what: `${what}, ${size} briefings`,
      figures: times.length === 1 ? { ms: percentile(times, 1) } : spread(times),
      target: ANSWER_TARGETS[what] ?? '',
    };
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
