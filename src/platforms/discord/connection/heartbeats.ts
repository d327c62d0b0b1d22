import { type Client, Events } from 'discord.js';

/**
 * How the library names a gateway connection in its debug messages. It writes one with each heartbeat that is answered,
 * at least once a minute, and with each attempt to connect again.
 */
const CONNECTION = /^\[WS => Shard \d+\]/u;
/** Stands for the connections that are about to be made. */
const ATTEMPT = 'attempt';

/** Tells since when nothing has happened on the gateway connections: neither heard, nor tried to hear. */
export interface Heartbeats {
  /** `client` is about to connect. */
  attempt(client: Client): void;
  /** There is no connection, nor an attempt at one, whose silence would mean anything. */
  none(): void;
  /** Of the connection that has been silent longest: one that is stuck must not hide behind others. */
  readonly oldest: Temporal.Instant | undefined;
}

export function createHeartbeats(now: () => Temporal.Instant): Heartbeats {
  const lastOf = new Map<string, Temporal.Instant>();
  let followed: Client | undefined;

  function none(): void {
    followed?.removeAllListeners(Events.Debug);
    followed = undefined;
    lastOf.clear();
  }

  return {
    attempt(client) {
      none();
      followed = client;
      lastOf.set(ATTEMPT, now());
      client.on(Events.Debug, (message) => {
        const connection = CONNECTION.exec(message)?.[0];
        if (connection === undefined) return;
        lastOf.delete(ATTEMPT);
        lastOf.set(connection, now());
      });
    },
    none,
    get oldest() {
      return [...lastOf.values()].toSorted(Temporal.Instant.compare)[0];
    },
  };
}
