/** Starts everything and stops it on a signal. Nothing imports this file. */

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { commands } from '../commands/index.ts';
import { assemble } from './assemble.ts';
import { readConfig } from './config/config.ts';
import { loadEnvironment } from './config/environment.ts';
import { createPlatforms } from './connect.ts';
import { createDigestWorker } from './digests/delivery/worker.ts';
import { UserError } from './errors.ts';
import { startOperations } from './operate.ts';
import { startHousekeeping } from './ops/housekeeping.ts';
import { watchForNpm } from './ops/left-by-npm.ts';
import { createLog } from './ops/log.ts';
import { createObservations } from './ops/observation.ts';
import { observedAnswers } from './ops/observed-answers.ts';
import { observedDesk } from './ops/observed-desk.ts';
import { observedOutbox } from './ops/observed-outbox.ts';
import { observedPlatform } from './ops/observed-platform.ts';
import { runProgram } from './ops/run-program.ts';
import { shutDown } from './ops/shut-down.ts';
import { createWaits } from './ops/waits.ts';
import type { Trouble } from './ops/watch-dog.ts';
import type { Platform } from './platforms/platform.ts';

/** Milliseconds that digests wait for platforms to connect: one that is away must not hold up the others. */
const CONNECTING = 60_000;
/**
 * Milliseconds from the wish to stop to the end of the program: less than the half minute that the container and
 * the unit give it. What is stuck would never end.
 */
const LAST_CALL = 28_000;
/** Milliseconds for digests and answers under way, one after the other: somebody's limit may hold them up longer. */
const IN_FLIGHT = 13_000;
/** Milliseconds for what has little to finish: a database that is away must not hold up the others. */
const MOMENT = 2_000;

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
  });
  const core = await assemble({
    config,
    now,
    log,
    watch: true,
    observeAnswers: (answers) => observedAnswers(answers, observe),
  });
  const desk = observedDesk(
    core.desk,
    commands.map(({ name }) => name),
    observe,
    clock,
  );
  const connected = await createPlatforms({
    config,
    core: { ...core, desk },
    now,
    log,
    waitsOf: (platform) => createWaits(platform, observe, clock),
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

  let stopping: Promise<void> | undefined;
  function stop(): Promise<void> {
    stopping ??= (async () => {
      // Whatever is left and keeps the program alive does so no longer than this.
      setTimeout(() => process.exit(), LAST_CALL).unref();
      const sound = await shutDown(
        [
          { part: 'readiness', within: MOMENT, end: () => operations.stopping() },
          { part: 'housekeeping', within: MOMENT, end: () => housekeeping.stop() },
          { part: 'digests', within: IN_FLIGHT, end: () => digests.stop() },
          { part: 'platforms', within: IN_FLIGHT, end: () => endAll(platforms) },
          { part: 'core', within: MOMENT, end: () => core.stop() },
          { part: 'health and metrics', within: MOMENT, end: () => operations.stop() },
        ],
        log,
      );
      if (!sound) process.exitCode = 1;
    })();
    return stopping;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop());
  }
  watchForNpm({
    script: environment['npm_lifecycle_event'],
    parent: () => process.ppid,
    onLeft: () => void stop(),
  });

  /** What was refused for good, or is stuck, ends the program with one line: trying on would do no good. */
  function fail(error: UserError): void {
    console.error(`${error.message}\n${error.hint}`);
    process.exitCode = 1;
    void stop();
  }

  try {
    const allStarted = Promise.all(
      platforms.map(async (platform) => {
        await platform.start();
        if (!stopping) console.log(`Rapporteur is ready: ${platform.health().detail}`);
      }),
    );
    const patience = new AbortController();
    await Promise.race([
      allStarted.finally(() => patience.abort()),
      delay(CONNECTING, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    if (!stopping) {
      operations.ticked();
      digests.start();
      await operations.running();
    }
    await allStarted;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function endAll(platforms: readonly Platform[]): Promise<void> {
  const outcomes = await Promise.allSettled(platforms.map((platform) => platform.stop()));
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (reasons.length > 0) throw new AggregateError(reasons, 'not every platform could be stopped');
}

function stuck({ alert, platform, since }: Trouble): UserError {
  const what =
    alert === 'connection-silent'
      ? `The connection to ${platform} has shown no life since ${since}`
      : `Digests have not been looked after since ${since}`;
  return new UserError(
    'unavailable',
    `${what}, and nothing in this process mends that.`,
    'Rapporteur ends with exit code 1, so that whatever supervises it starts it again (docs/RUNBOOK.md, “The program ended itself”).',
  );
}
