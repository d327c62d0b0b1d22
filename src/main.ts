/** Starts everything and stops it on a signal. Nothing imports this file. */

import { randomUUID } from 'node:crypto';
import { assemble } from './assemble.ts';
import { readConfig } from './config.ts';
import { createPlatforms } from './connect.ts';
import { createDigestWorker } from './digests/worker.ts';
import { loadEnvironment } from './environment.ts';
import type { UserError } from './errors.ts';
import { startHousekeeping } from './ops/housekeeping.ts';
import { createLog } from './ops/log.ts';
import { runProgram } from './ops/run-program.ts';

await runProgram(main);

async function main(): Promise<void> {
  const config = readConfig(loadEnvironment());
  const log = createLog(config.logLevel);
  const now = Temporal.Now.instant;
  const core = await assemble({ config, now, log, watch: true });

  const platforms = await createPlatforms({ config, core, now, log, onFatal: fail });

  const digests = createDigestWorker({
    outbox: core.store.outbox,
    composer: core.composer,
    platforms,
    owner: randomUUID(),
    now,
    chance: Math.random,
    log,
    grace: config.digests.grace,
    lease: config.digests.lease,
  });

  const housekeeping = startHousekeeping(() => core.store.prune(now()), log);

  async function stopAll(): Promise<void> {
    await housekeeping.stop();
    await digests.stop();
    await Promise.allSettled(platforms.map((platform) => platform.stop()));
    await core.stop();
  }
  let stopping: Promise<void> | undefined;
  function stop(): Promise<void> {
    stopping ??= stopAll();
    return stopping;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop().catch((error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exitCode = 1;
      });
    });
  }

  /** What was refused for good ends the program with one line: trying again and again would only do harm. */
  function fail(error: UserError): void {
    console.error(`${error.message}\n${error.hint}`);
    process.exitCode = 1;
    stop().catch((reason: unknown) => log.error({ err: reason }, 'stopping failed'));
  }

  try {
    await Promise.all(
      platforms.map(async (platform) => {
        await platform.start();
        console.log(`Rapporteur is ready: ${platform.health().detail}`);
      }),
    );
    digests.start();
  } catch (error) {
    await stop();
    throw error;
  }
}
