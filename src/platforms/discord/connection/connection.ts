import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'discord.js';
import type { Logger } from 'pino';
import type { UserError } from '../../../errors.ts';
import { backoff, type Pauses } from '../../../resilience/backoff.ts';
import type { PlatformHealth } from '../../platform.ts';
import { guardInvalidRequests, type InvalidRequestGuard } from '../api/invalid-requests.ts';
import type { DiscordConfig } from '../settings.ts';
import { refusedForGood, tokenRefused } from './fatal-errors.ts';
import { followGateway } from './gateway-events.ts';
import { createHeartbeats } from './heartbeats.ts';
import { createIdentifyBudget } from './identify-budget.ts';
import { createClient } from './session.ts';
import { requireSessions } from './session-limit.ts';
import { watchOver } from './watchdog.ts';

export interface ConnectionOptions {
  readonly config: DiscordConfig;
  /** Where the bot is invited to a server, for people. */
  readonly invite: string;
  /** Hears what arrives through a client, which is about to connect. */
  readonly attend: (client: Client) => void;
  /** A client has connected, for the first time or anew. */
  readonly onConnected: (client: Client) => Promise<void>;
  /** Discord refuses us for good after it had let us in. */
  readonly onFatal: (error: UserError) => void;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** The way to Discord: one client at a time, made anew where the library does not mend it. */
export interface Connection {
  /** The client, while it is connected. */
  client(): Client | undefined;
  /** For how long nothing should be posted, in milliseconds; 0 as a rule. */
  restFor(): number;
  /**
   * Tries until it is connected or told to stop.
   * @throws UserError when Discord refuses us for good
   */
  start(): Promise<void>;
  /** @param finish what is under way, which needs the token after the connection is gone */
  stop(finish: () => Promise<unknown>): Promise<void>;
  health(): PlatformHealth;
}

/** Pauses between attempts to connect: every attempt may use one of a thousand identifications a day. */
const RETRIES: Pauses = { first: 2_000, longest: 5 * 60_000 };
/** Longer than the library waits for all servers to be announced. */
const READY_MS = 60_000;

const OPEN =
  ' (any server may, and whoever shares one with it reads all briefings: DISCORD_ALLOWED_GUILDS names those that may)';

/** A client with what watches over it. */
interface Current {
  readonly client: Client;
  readonly invalidRequests: InvalidRequestGuard;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { config, invite, attend, onConnected, onFatal, now, log } = options;
  const stopping = new AbortController();
  const identifyBudget = createIdentifyBudget(now, log);
  const heartbeats = createHeartbeats(now);
  let current: Current | undefined;
  let watching: NodeJS.Timeout | undefined;
  let health: PlatformHealth = { state: 'starting', detail: 'Discord: connecting' };

  async function start(): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        await connect();
        return;
      } catch (error) {
        await disconnect();
        if (stopping.signal.aborted) return;
        const refused = refusedForGood(error);
        if (refused) {
          health = { state: 'disconnected', detail: refused.message };
          throw refused;
        }
        const delay = backoff(failures, RETRIES, Math.random());
        health = {
          state: 'disconnected',
          detail: `Discord cannot be reached; next attempt in ${Math.ceil(delay / 1000)} s`,
        };
        log.warn({ err: error, delay }, 'Discord cannot be reached');
        await pause(delay, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (stopping.signal.aborted) return;
      }
    }
  }

  async function connect(): Promise<void> {
    const client = createClient({ config, identifyBudget, unauthorised });
    current = { client, invalidRequests: guardInvalidRequests(client.rest, now, log) };
    const ready = Promise.withResolvers<void>();
    heartbeats.attempt(client);
    listen(client, ready);
    client.rest.setToken(config.token);
    await requireSessions(client.rest, config.shards, stopping.signal);
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(READY_MS)]);
    signal.addEventListener('abort', () => ready.reject(signal.reason), { once: true });
    // Both are awaited: the login may wait for ever when the gateway refuses, and then only `ready` is rejected.
    await Promise.race([
      Promise.all([client.login(config.token), ready.promise]),
      ready.promise.then(() => client.isReady()),
    ]);
    health = {
      state: 'connected',
      detail: `Discord: ${client.user?.tag ?? 'connected'} in ${client.guilds.cache.size} servers. Invite: ${invite}${config.allowedGuilds ? '' : OPEN}`,
    };
    watching = watchOver(client, now, startOver);
    await onConnected(client);
  }

  async function disconnect(): Promise<void> {
    clearInterval(watching);
    heartbeats.none();
    await current?.client.destroy();
    current = undefined;
  }

  function listen(client: Client, ready: PromiseWithResolvers<void>): void {
    // Nobody may be waiting any more when it is rejected.
    ready.promise.catch(() => undefined);
    attend(client);
    followGateway(client, log, {
      ready: () => ready.resolve(),
      refused(error) {
        // Before that `start` rejects with it.
        if (client.isReady()) failForGood(error);
        ready.reject(error);
      },
      reconnecting(shard) {
        if (stopping.signal.aborted) return;
        log.info({ shard }, 'reconnecting to Discord');
        if (health.state === 'connected') health = { state: 'disconnected', detail: 'Discord: reconnecting' };
      },
      back() {
        if (client.isReady()) health = { state: 'connected', detail: `Discord: ${client.user.tag}` };
      },
    });
  }

  function startOver(): void {
    log.error('nothing arrives from Discord any more; connecting anew');
    health = { state: 'disconnected', detail: 'Discord: connecting anew' };
    disconnect()
      .then(start)
      .catch((error: unknown) => {
        const refused = refusedForGood(error);
        if (refused) failForGood(refused);
        else log.error({ err: error }, 'connecting anew failed');
      });
  }

  /** Before the connection stands, `start` rejects with it. */
  function unauthorised(): void {
    if (current?.client.isReady() && !stopping.signal.aborted) failForGood(tokenRefused());
  }

  function failForGood(error: UserError): void {
    if (health.detail === error.message) return;
    heartbeats.none();
    health = { state: 'disconnected', detail: error.message };
    onFatal(error);
  }

  return {
    client: () => (current?.client.isReady() ? current.client : undefined),
    restFor: () => current?.invalidRequests() ?? 0,
    start,
    async stop(finish) {
      if (stopping.signal.aborted) return;
      stopping.abort();
      const client = current?.client;
      // The connection first, so that Discord tells people at once that nobody is here, instead of handing over
      // what nobody answers. What is under way still needs the token, which goes with the connection.
      await disconnect();
      client?.rest.setToken(config.token);
      await finish();
      health = { state: 'stopped', detail: 'Discord: stopped' };
    },
    health() {
      const aliveAt = heartbeats.oldest;
      return aliveAt ? { ...health, aliveAt } : health;
    },
  };
}
