import { setTimeout as pause } from 'node:timers/promises';
import { type Client, Events, RESTEvents } from 'discord.js';
import type { Logger } from 'pino';
import type { Command } from '../../desk/command.ts';
import type { Desk } from '../../desk/desk.ts';
import type { UserError } from '../../errors.ts';
import { type DraftKeeper, UNKEPT } from '../draft-keeper.ts';
import { createInFlight } from '../in-flight.ts';
import {
  type HandledEvents,
  type OnLost,
  type Platform,
  type PlatformHealth,
  UNMEASURED,
  type Waits,
} from '../platform.ts';
import { guardInvalidRequests, type InvalidRequestGuard } from './api/invalid-requests.ts';
import { createIdentifyBudget } from './connection/identify-budget.ts';
import { closedForGood, refusedForGood, tokenRefused } from './connection/refused.ts';
import { createClient } from './connection/session.ts';
import { requireSessions } from './connection/session-limit.ts';
import { createSignsOfLife } from './connection/signs-of-life.ts';
import { createWatchdog } from './connection/watchdog.ts';
import { createMessageMaker } from './drawing/messages.ts';
import { followLosses } from './receiving/losses.ts';
import { createReceiver } from './receiving/receive.ts';
import { inviteUrl } from './registration/invite.ts';
import { registerCommands } from './registration/register.ts';
import { createDraftPlaces } from './sending/draft-place.ts';
import { createPosting } from './sending/post.ts';
import { createFinish } from './sending/unfinished.ts';
import type { DiscordConfig } from './settings.ts';

export interface DiscordPlatformOptions {
  readonly config: DiscordConfig;
  readonly desk: Desk;
  readonly commands: readonly Command[];
  readonly handledEvents: HandledEvents;
  readonly onLost: OnLost;
  /** Discord refuses us for good (a wrong token, a connection it does not allow): only a person can mend it. */
  readonly onFatal: (error: UserError) => void;
  /** Zone of readers, since Discord does not tell theirs. */
  readonly zone: string;
  readonly waits?: Waits;
  /** Sees to it that answers under way are finished, if need be by another process. */
  readonly drafts?: DraftKeeper;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** How long stopping waits for answers under way. */
const DRAIN_MS = 10_000;
/** Pauses between attempts to connect: every attempt may use one of a thousand identifications a day. */
const RETRY = { firstMs: 2000, longestMs: 5 * 60_000 } as const;
/** Longer than the library waits for all servers to be announced. */
const READY_MS = 60_000;
const WATCH_EVERY_MS = 60_000;

/** A client with what watches over it. */
interface Connection {
  readonly client: Client;
  readonly invalidRequests: InvalidRequestGuard;
}

/** Rapporteur on Discord: one bot, by gateway. */
export function createDiscordPlatform(options: DiscordPlatformOptions): Platform {
  const { config, onLost, onFatal, now, log, waits = UNMEASURED, drafts = UNKEPT } = options;
  const inFlight = createInFlight();
  const stopping = new AbortController();
  const messages = createMessageMaker(new Set(options.commands.map((command) => command.name)), log);
  const draftPlaces = createDraftPlaces(config.token);
  const receiver = createReceiver({
    ...options,
    waits,
    messages,
    drafts,
    draftPlaces,
    replyVisibility: config.replyVisibility,
  });
  const identifyBudget = createIdentifyBudget(now, log);
  const signsOfLife = createSignsOfLife(now);
  let connection: Connection | undefined;
  let watching: NodeJS.Timeout | undefined;
  let health: PlatformHealth = { state: 'starting', detail: 'Discord: connecting' };

  const sending = {
    client: () => (connection?.client.isReady() ? connection.client : undefined),
    restFor: () => connection?.invalidRequests() ?? 0,
    messages,
    now,
    log,
  };
  const posting = createPosting(sending);
  const finish = createFinish({
    ...sending,
    applicationId: config.applicationId,
    places: draftPlaces,
  });

  async function start(): Promise<void> {
    for (let delay: number = RETRY.firstMs; ; delay = Math.min(delay * 2, RETRY.longestMs)) {
      try {
        await connect();
        drafts.start((left) => inFlight.track(finish(left)));
        return;
      } catch (error) {
        await disconnect();
        if (stopping.signal.aborted) return;
        const refused = refusedForGood(error);
        if (refused) {
          health = { state: 'disconnected', detail: refused.message };
          throw refused;
        }
        health = {
          state: 'disconnected',
          detail: `Discord cannot be reached; next attempt in ${delay / 1000} s`,
        };
        log.warn({ err: error, delay }, 'Discord cannot be reached');
        await pause(delay, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (stopping.signal.aborted) return;
      }
    }
  }

  async function connect(): Promise<void> {
    const client = createClient({ config, identifyBudget, unauthorised });
    connection = { client, invalidRequests: guardInvalidRequests(client.rest, now, log) };
    const ready = Promise.withResolvers<void>();
    signsOfLife.attempt(client);
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
      detail: `Discord: ${client.user?.tag ?? 'connected'} in ${client.guilds.cache.size} servers. Invite: ${inviteUrl(config.applicationId)}`,
    };
    watching = watchOver(client);
    await register(client);
  }

  async function disconnect(): Promise<void> {
    clearInterval(watching);
    signsOfLife.none();
    await connection?.client.destroy();
    connection = undefined;
  }

  async function register(client: Client): Promise<void> {
    try {
      const result = await registerCommands(client.rest, config, options.commands);
      log.info({ result, guild: config.guildId }, 'commands registered');
    } catch (error) {
      log.error(
        { err: error },
        'the commands could not be registered; npm run register tries again, and the invite link grants what it needs',
      );
    }
  }

  function listen(client: Client, ready: PromiseWithResolvers<void>): void {
    // Nobody may be waiting any more when it is rejected.
    ready.promise.catch(() => undefined);
    client.once(Events.ClientReady, () => ready.resolve());
    client.on(Events.InteractionCreate, (interaction) => inFlight.track(receiver.interaction(interaction)));
    client.on(Events.MessageCreate, (message) => inFlight.track(receiver.message(message)));
    followLosses(client, onLost);
    client.on(Events.ShardDisconnect, ({ code }, shard) => {
      const error = closedForGood(code);
      log.error({ code, shard }, error.message);
      // Before that `start` rejects with it.
      if (client.isReady()) failForGood(error);
      ready.reject(error);
    });
    client.on(Events.ShardReconnecting, (shard) => {
      if (stopping.signal.aborted) return;
      log.info({ shard }, 'reconnecting to Discord');
      if (health.state === 'connected') health = { state: 'disconnected', detail: 'Discord: reconnecting' };
    });
    for (const event of [Events.ShardResume, Events.ShardReady] as const) {
      client.on(event, () => {
        if (client.isReady()) health = { state: 'connected', detail: `Discord: ${client.user.tag}` };
      });
    }
    // Without a listener an error of the library would end the program.
    client.on(Events.Error, (error) => log.error({ err: error }, 'Discord client'));
    client.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'Discord connection'));
    client.on(Events.Warn, (message) => log.warn(message));
    client.rest.on(RESTEvents.RateLimited, ({ retryAfter }) => waits.limited(retryAfter));
  }

  /** Starts over where the library does not notice that nothing arrives any more. */
  function watchOver(client: Client): NodeJS.Timeout {
    const watchdog = createWatchdog(now().epochMilliseconds);
    const timer = setInterval(() => {
      if (!watchdog.isDead([...client.ws.shards.values()], now().epochMilliseconds)) return;
      log.error('nothing arrives from Discord any more; connecting anew');
      health = { state: 'disconnected', detail: 'Discord: connecting anew' };
      disconnect()
        .then(start)
        .catch((error: unknown) => {
          const refused = refusedForGood(error);
          if (refused) failForGood(refused);
          else log.error({ err: error }, 'connecting anew failed');
        });
    }, WATCH_EVERY_MS);
    timer.unref();
    return timer;
  }

  /** Before the connection stands, `start` rejects with it. */
  function unauthorised(): void {
    if (connection?.client.isReady() && !stopping.signal.aborted) failForGood(tokenRefused());
  }

  function failForGood(error: UserError): void {
    if (health.detail === error.message) return;
    signsOfLife.none();
    health = { state: 'disconnected', detail: error.message };
    onFatal(error);
  }

  async function stop(): Promise<void> {
    if (stopping.signal.aborted) return;
    stopping.abort();
    const client = connection?.client;
    // The connection first, so that Discord tells people at once that nobody is here, instead of handing over
    // what nobody answers. What is under way still needs the token, which goes with the connection.
    await disconnect();
    client?.rest.setToken(config.token);
    await Promise.all([drafts.stop(), inFlight.drain(DRAIN_MS)]);
    health = { state: 'stopped', detail: 'Discord: stopped' };
  }

  function healthNow(): PlatformHealth {
    const aliveAt = signsOfLife.oldest;
    return aliveAt ? { ...health, aliveAt } : health;
  }

  return { name: 'discord', start, stop, health: healthNow, ...posting };
}
