/** Runs one target in a worker thread, and says how far it is. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { targets } from './targets.ts';

const { name, cases, seed, path, progress } = z
  .object({
    name: z.string(),
    cases: z.number(),
    seed: z.number(),
    path: z.string().optional(),
    progress: z.instanceof(Int32Array),
  })
  .parse(workerData);

const target = targets.find((candidate) => candidate.name === name);
if (!target) throw new Error(`there is no target ${name}`);
const outcome = await target.run({
  seed,
  cases,
  ...(path === undefined ? {} : { path }),
  onCase: (number) => Atomics.store(progress, 0, number),
});
parentPort?.postMessage(outcome);
// Whatever a target leaves open must not keep the thread.
process.exit();
