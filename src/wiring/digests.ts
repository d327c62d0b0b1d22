import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { createDigestWorker, type DigestWorker } from '../digests/delivery/worker.ts';
import type { Observe } from '../ops/metrics/observation.ts';
import { observedOutbox } from '../ops/metrics/observed-outbox.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Core } from './core.ts';

export interface DigestsOptions {
  readonly config: Config;
  readonly core: Core;
  readonly platforms: readonly Platform[];
  readonly observe: Observe;
  /** A tick has ended. */
  readonly onTicked: () => void;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** What sends the digests, not yet started. */
export function assembleDigests(options: DigestsOptions): DigestWorker {
  const { config, core, platforms, observe, onTicked, now, log } = options;
  return createDigestWorker({
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
      onTicked();
      observe({ kind: 'tick', outcome });
    },
  });
}
