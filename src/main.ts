/** Starts everything and stops it on a signal. Nothing imports this file. */

import { randomUUID } from 'node:crypto';
import { commands } from '../commands/index.ts';
import { readConfig } from './config/config.ts';
import { loadEnvironment } from './config/environment.ts';
import { createDigestWorker } from './digests/delivery/worker.ts';
import type { UserError } from './errors.ts';
import { stuck } from './ops/health/stuck.ts';
import { createLog } from './ops/logging/log.ts';
import { createObservations } from './ops/metrics/observation.ts';
import { observedAnswers } from './ops/metrics/observed-answers.ts';
import { observedDispatcher } from './ops/metrics/observed-dispatcher.ts';
import { observedOutbox } from './ops/metrics/observed-outbox.ts';
import { observedPlatform } from './ops/metrics/observed-platform.ts';
import { createResponseTimes } from './ops/metrics/response-times.ts';
import { startHousekeeping } from './ops/process/housekeeping.ts';
import { watchNpmParent } from './ops/process/npm-parent.ts';
import { failWith, runProgram, warnOf } from './ops/process/run-program.ts';
import { createShutdown } from './ops/process/shutdown.ts';
import { shutdownOrder } from './ops/process/shutdown-order.ts';
import { startPlatforms } from './ops/process/start-platforms.ts';
import { assemble } from './wiring/core.ts';
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
  const clock = () => performance.now();
  const operations = await startOperations({
    config,
    observations,
    now,
    log,
    onStuck: (trouble) => fail(stuck(trouble)),
    onUnavailable: warnOf,
  });
  const core = await assemble({
    config,
    now,
    log,
    watch: true,
    observeAnswers: (answers) => observedAnswers(answers, observe),
  });
  const dispatcher = observedDispatcher(
    core.dispatcher,
    commands.map(({ name }) => name),
    observe,
    clock,
  );
  const connected = await createPlatforms({
    config,
    core: { ...core, dispatcher },
    now,
    log,
    responseTimesOf: (platform) => createResponseTimes(platform, observe, clock),
    onFatal: fail,
  });
  const platforms = connected.map((platform) => observedPlatform(platform, observe, clock));
  operations.watch(core, platforms);

  const digests = createDigestWorker({
    outbox: observedOutbox(core.store.outbox, observe),
    composer: core.composer,
    platforms,
    owner: randomUUID(),
    now,
    chance: Math.random,
    log,
    grace: config.digests.grace,
    lease: config.digests.lease,
    onTick: (outcome) => {
      operations.ticked();
      observe({ kind: 'tick', outcome });
    },
  });

  const housekeeping = startHousekeeping(() => core.store.prune(now()), log);

  const stopping = createShutdown({
    steps: shutdownOrder({ operations, housekeeping, digests, platforms, core }),
    log,
    onFailed: () => {
      process.exitCode = 1;
    },
    exit: () => process.exit(),
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stopping.stop());
  }
  watchNpmParent({
    script: environment['npm_lifecycle_event'],
    parent: () => process.ppid,
    onLeft: () => void stopping.stop(),
  });

  /** What was refused for good, or is stuck, ends the program with one line: trying on would do no good. */
  function fail(error: UserError): void {
    failWith(error);
    void stopping.stop();
  }

  try {
    await startPlatforms({
      platforms,
      stopping: stopping.begun,
      onStarted: (platform) => console.log(`Rapporteur is ready: ${platform.health().detail}`),
      thenRun: async () => {
        operations.ticked();
        digests.start();
        await operations.running();
      },
    });
  } catch (error) {
    await stopping.stop();
    throw error;
  }
}
