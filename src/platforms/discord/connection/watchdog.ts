import { type Client, Status } from 'discord.js';

/** What a connection shows of itself. */
export interface Pulse {
  readonly status: Status;
  /** When the last heartbeat that was answered was sent; -1 before the first. */
  readonly lastPingTimestamp: number;
}

/** A heartbeat is due every 41 s or so; three missed ones are no hiccup. */
const SILENCE_MS = 3 * 60_000;
/** The library gets this long to mend a connection by itself. */
const PATIENCE_MS = 5 * 60_000;
const WATCH_EVERY_MS = 60_000;

/**
 * Notices connections that are neither up nor being mended: they look alive to the library, and nothing arrives any
 * more (discordjs/discord.js#7113, #8750, #10382).
 */
export function createWatchdog(startedAt: number) {
  let aliveAt = startedAt;
  return {
    /** True when the connections should be made anew. */
    isDead(pulses: readonly Pulse[], now: number): boolean {
      if (pulses.length > 0 && pulses.every((pulse) => beats(pulse, startedAt, now))) aliveAt = now;
      return now - aliveAt > PATIENCE_MS;
    },
  };
}

function beats({ status, lastPingTimestamp }: Pulse, startedAt: number, now: number): boolean {
  return status === Status.Ready && now - Math.max(lastPingTimestamp, startedAt) < SILENCE_MS;
}

/** Calls `onDead` at each look at which the connections of the client are dead. Keeps no program alive. */
export function watchOver(client: Client, now: () => Temporal.Instant, onDead: () => void): NodeJS.Timeout {
  const watchdog = createWatchdog(now().epochMilliseconds);
  const timer = setInterval(() => {
    if (watchdog.isDead([...client.ws.shards.values()], now().epochMilliseconds)) onDead();
  }, WATCH_EVERY_MS);
  timer.unref();
  return timer;
}
