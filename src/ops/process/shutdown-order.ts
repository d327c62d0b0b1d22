import type { Platform } from '../../platforms/platform.ts';
import type { ShutdownStep } from './shutdown-steps.ts';

/** Milliseconds for digests and answers under way, one after the other: somebody's limit may hold them up longer. */
const IN_FLIGHT = 13_000;
/** Milliseconds for what has little to finish: a database that is away must not hold up the others. */
const MOMENT = 2_000;

interface Stoppable {
  stop(): void | Promise<void>;
}

/** Everything that is started, as far as ending it goes. */
export interface Started {
  /** What tells others how the program is. */
  readonly operations: Stoppable & { stopping(): void };
  readonly housekeeping: Stoppable;
  readonly digests: Stoppable;
  readonly platforms: readonly Pick<Platform, 'stop'>[];
  /** The briefings and the store. */
  readonly core: Stoppable;
}

/**
 * Digests end before the platforms that they are posted through. Questions are taken until then, so that a balancer has
 * time to see that this process is not ready any more. The store closes after everybody who writes to it. Health and metrics go last, so that somebody who looks sees a program that is stopping.
 */
export function shutdownOrder(started: Started): readonly ShutdownStep[] {
  const { operations, housekeeping, digests, platforms, core } = started;
  return [
    { part: 'readiness', within: MOMENT, end: () => operations.stopping() },
    { part: 'housekeeping', within: MOMENT, end: () => housekeeping.stop() },
    { part: 'digests', within: IN_FLIGHT, end: () => digests.stop() },
    { part: 'platforms', within: IN_FLIGHT, end: () => endAll(platforms) },
    { part: 'core', within: MOMENT, end: () => core.stop() },
    { part: 'health and metrics', within: MOMENT, end: () => operations.stop() },
  ];
}

async function endAll(platforms: Started['platforms']): Promise<void> {
  const outcomes = await Promise.allSettled(platforms.map((platform) => platform.stop()));
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (reasons.length > 0) throw new AggregateError(reasons, 'not every platform could be stopped');
}
