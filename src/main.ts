/** Starts everything and stops it on a signal. Nothing imports this file. */

import { readConfig } from './config/config.ts';
import { loadEnvironment } from './config/environment.ts';
import type { UserError } from './errors.ts';
import { stuck } from './ops/health/stuck.ts';
import { createLog } from './ops/logging/log.ts';
import { createObservations } from './ops/metrics/observation.ts';
import { startHousekeeping } from './ops/process/housekeeping.ts';
import { watchNpmParent } from './ops/process/npm-parent.ts';
import { failWith, runProgram, warnOf } from './ops/process/run-program.ts';
import { createShutdown } from './ops/process/shutdown.ts';
import { shutdownOrder } from './ops/process/shutdown-order.ts';
import { startPlatforms } from './ops/process/start-platforms.ts';
import { assemble } from './wiring/core.ts';
import { assembleDigests } from './wiring/digests.ts';
import { startOperations } from './wiring/operations.ts';
import { createPlatforms } from './wiring/platforms.ts';

await runProgram(main);

async function main(): Promise<void> {
  const environment = loadEnvironment();
  const config = readConfig(environment);
  const observations = createObservations();
  const { observe } = observations;
  const log = createLog(config.logLevel, {
    onLoud: (level) => observe({ kind: 'logged', level }),
    secrets: config.secrets,
  });
  const now = Temporal.Now.instant;

  const operations = await startOperations({
    config,
    observations,
    now,
    log,
    onStuck: (trouble) => fail(stuck(trouble)),
    onUnavailable: warnOf,
  });
  const core = await assemble({ config, now, log, watch: true, observe });
  const platforms = await createPlatforms({ config, core, now, log, observe, onFatal: fail });
  operations.watch(core, platforms);
  const digests = assembleDigests({
    config,
    core,
    platforms,
    observe,
    onTicked: operations.ticked,
    now,
    log,
  });
  const housekeeping = startHousekeeping(() => core.store.prune(now()), log);

  const shutdown = createShutdown({
    steps: shutdownOrder({ operations, housekeeping, digests, platforms, core }),
    log,
    onFailed: () => {
      process.exitCode = 1;
    },
    exit: () => process.exit(),
  });
  const stop = () => void shutdown.stop();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  watchNpmParent({
    script: environment['npm_lifecycle_event'],
    parent: () => process.ppid,
    onLeft: stop,
  });

  /** What was refused for good, or is stuck, ends the program with one line: trying on would do no good. */
  function fail(error: UserError): void {
    failWith(error);
    stop();
  }

  try {
    await startPlatforms({
      platforms,
      stopping: shutdown.begun,
      onStarted: (platform) => console.log(`Rapporteur is ready: ${platform.health().detail}`),
      thenRun: async () => {
        operations.ticked();
        digests.start();
        await operations.running();
      },
    });
  } catch (error) {
    await shutdown.stop();
    throw error;
  }
}
