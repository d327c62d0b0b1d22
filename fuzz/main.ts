/**
 * `npm run fuzz` hands generated input to everything that takes input from outside, one target after another, and
 * prints what it found. Other words name the targets to run. Options: `--cases N` in all, `--seed N`, and `--path P`
 * to repeat what a failure printed.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Outcome } from './target.ts';
import { targets } from './targets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    path: { type: 'string' },
  },
});
/** Seconds for one case, on however busy a machine, before it counts as hanging. */
const PATIENCE = 90;

/** What a worker says when it is done. */
const done = z.object({
  cases: z.number(),
  seconds: z.number(),
  slowest: z.object({ milliseconds: z.number(), number: z.number() }),
  failure: z.string().optional(),
});

const seed = Number(values.seed);
const wanted = targets.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((name) => !targets.some((target) => target.name === name));

if (unknown.length > 0) {
  console.error(
    `No target is called ${unknown.join(', ')}; there are: ${targets.map(({ name }) => name).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  console.log(`seed ${seed}; again with: npm run fuzz -- --seed ${seed} --cases ${values.cases}`);
  for (const { name, share } of wanted) {
    const cases = Math.ceil((Number(values.cases) * share) / 100);
    const outcome = await runApart(name, cases);
    print(name, outcome);
    if (outcome.failure !== undefined) process.exitCode = 1;
  }
}

/** In a thread of its own: one that hangs can be ended, and one that crashes takes nothing along. */
function runApart(name: string, cases: number): Promise<Outcome> {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./work.ts', import.meta.url), {
    workerData: { name, cases, seed, path: values.path, progress },
  });
  const started = performance.now();
  return new Promise((resolve) => {
    let last = { number: 0, at: started };
    const watch = setInterval(() => {
      const number = Atomics.load(progress, 0);
      if (number !== last.number) last = { number, at: performance.now() };
      else if (performance.now() - last.at > PATIENCE * 1000) end(`it hangs in case ${number}`);
    }, 1000);
    worker.once('message', (message: unknown) => {
      clearInterval(watch);
      const { failure, ...counted } = done.parse(message);
      resolve({ ...counted, ...(failure === undefined ? {} : { failure }) });
    });
    worker.once('error', (error: unknown) =>
      end(`it crashed in case ${Atomics.load(progress, 0)}: ${error instanceof Error ? error.stack : error}`),
    );

    function end(failure: string): void {
      clearInterval(watch);
      void worker.terminate();
      resolve({
        cases: Atomics.load(progress, 0),
        seconds: (performance.now() - started) / 1000,
        slowest: { milliseconds: performance.now() - last.at, number: last.number },
        failure: `${failure}\nagain with: npm run fuzz -- ${name} --seed ${seed} --cases ${values.cases}`,
      });
    }
  });
}

function print(name: string, { cases, seconds, slowest, failure }: Outcome): void {
  const figures = [
    `cases ${cases}`.padEnd(14),
    `seconds ${Math.round(seconds)}`.padEnd(14),
    `slowest ${Math.round(slowest.milliseconds)} ms (case ${slowest.number})`.padEnd(34),
    failure === undefined ? 'nothing found' : 'FAILED',
  ];
  console.log(`${name.padEnd(14)} ${figures.join(' ')}`);
  if (failure !== undefined) console.log(failure);
}
