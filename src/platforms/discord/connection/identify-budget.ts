import { setTimeout as pause } from 'node:timers/promises';
import { SimpleIdentifyThrottler, type WebSocketOptions } from 'discord.js';
import type { Logger } from 'pino';
import { GATEWAY } from '../limits.ts';

/**
 * Discord takes 1,000 identifications of a bot in 24 hours; past that it ends every session and resets the token.
 * A connection whose sessions end as soon as they begin would get there within two hours, since the library
 * identifies anew every five seconds.
 * @param past instants of identifications, oldest first
 * @returns milliseconds to wait before the next
 */
export function identifyPause(past: readonly number[], now: number, perHour: number): number {
  const lately = past.filter((at) => now - at < HOUR_MS);
  const earliest = lately[lately.length - perHour];
  return earliest === undefined ? 0 : earliest + HOUR_MS - now;
}

const HOUR_MS = 3_600_000;

/** A process that holds some of a bot's connections gets its share, and always enough to start and start again. */
function identifiesPerHour(own: number, all: number): number {
  return Math.max(Math.floor((GATEWAY.identifiesPerHour * own) / all), own + GATEWAY.identifiesToSpare);
}

export type IdentifyBudget = NonNullable<WebSocketOptions['buildIdentifyThrottler']>;

/** The library's own throttle, which keeps to `max_concurrency`, and the hour's allowance. */
export function createIdentifyBudget(now: () => Temporal.Instant, log: Logger): IdentifyBudget {
  const past: number[] = [];

  return async (manager) => {
    const { session_start_limit } = await manager.fetchGatewayInformation();
    const throttler = new SimpleIdentifyThrottler(session_start_limit.max_concurrency);
    const [own, all] = [(await manager.getShardIds()).length, await manager.getShardCount()];
    const perHour = identifiesPerHour(own, all);
    return {
      async waitForIdentify(shard: number, signal: AbortSignal): Promise<void> {
        const wait = identifyPause(past, now().epochMilliseconds, perHour);
        if (wait > 0) {
          log.error({ shard, wait }, 'connections to Discord end again and again; the next one waits');
          await pause(wait, undefined, { signal });
        }
        await throttler.waitForIdentify(shard, signal);
        past.push(now().epochMilliseconds);
        if (past.length > perHour) past.shift();
      },
    };
  };
}
