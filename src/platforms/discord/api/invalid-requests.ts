import { type REST, RESTEvents } from 'discord.js';
import type { Logger } from 'pino';
import { REST as LIMITS } from '../limits.ts';

/** Says for how long nothing should be posted, in milliseconds; 0 as a rule. */
export type InvalidRequestGuard = () => number;

/**
 * Discord shuts an address out after 10,000 requests within ten minutes that it answers with 401, 403 or 429. A
 * place that refuses us is not asked again, so a tenth of that is a fault, and posting rests until the ten minutes
 * are over. Interactions go on: they need no permission.
 */
export function guardInvalidRequests(
  rest: REST,
  now: () => Temporal.Instant,
  log: Logger,
): InvalidRequestGuard {
  let restUntil = 0;
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    log.warn({ count, remainingTime }, 'Discord refuses many requests');
    if (count >= LIMITS.invalidRequests) restUntil = now().epochMilliseconds + remainingTime;
  });
  return () => Math.max(0, restUntil - now().epochMilliseconds);
}
