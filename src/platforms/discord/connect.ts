import { setTimeout as pause } from 'node:timers/promises';
import {
  type Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Command, Desk } from '../../command.ts';
import { UserError } from '../../errors.ts';
import { createInFlight } from '../in-flight.ts';
import type { HandledEvents, Platform, PlatformHealth } from '../platform.ts';
import type { DiscordConfig, DiscordEvents } from './config.ts';
import { isUnauthorised, TOKEN_REFUSED } from './failures.ts';
import { inviteUrl } from './invite.ts';
import { followLosses } from './losses.ts';
import { createMessageMaker } from './messages.ts';
import { createPosting } from './post.ts';
import { createReceiver } from './receive.ts';
import { registerCommands } from './register.ts';
import { createClient } from './session.ts';

export interface DiscordPlatformOptions {
  readonly config: DiscordConfig;
  readonly desk: Desk;
  readonly commands: readonly Command[];
  readonly handledEvents: HandledEvents;
  readonly events: DiscordEvents;
  /** Zone of readers, since Discord does not tell theirs. */
  readonly zone: string;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** How long stopping waits for answers under way. */
const DRAIN_MS = 10_000;
/** Pauses between attempts to connect: every attempt may use one of a thousand identifications a day. */
const RETRY = { firstMs: 2000, longestMs: 5 * 60_000 } as const;
/** Longer than the library waits for all servers to be announced. */
const READY_MS = 60_000;

/** Close codes after which Discord wants no further attempt (developers/topics/opcodes-and-status-codes). */
const FATAL_CLOSES: ReadonlyMap<number, string> = new Map([
  [GatewayCloseCodes.AuthenticationFailed, 'Discord refuses DISCORD_TOKEN.'],
  [GatewayCloseCodes.InvalidShard, 'Discord refuses this number of connections: DISCORD_SHARDS is wrong.'],
  [
    GatewayCloseCodes.ShardingRequired,
    'The bot is in too many servers for one connection: set DISCORD_SHARDS.',
  ],
  [GatewayCloseCodes.InvalidAPIVersion, 'Discord does not speak this version of its gateway any more.'],
  [GatewayCloseCodes.InvalidIntents, 'Discord refuses the events that were asked for.'],
  [GatewayCloseCodes.DisallowedIntents, 'Discord refuses the events that were asked for.'],
]);

/** Rapporteur on Discord: one bot, by gateway. */
export function createDiscordPlatform(options: DiscordPlatformOptions): Platform {
  const { config, events, log } = options;
  const inFlight = createInFlight();
  const stopping = new AbortController();
  const messages = createMessageMaker(new Set(options.commands.map((command) => command.name)), log);
  const receiver = createReceiver({ ...options, messages, replyVisibility: config.replyVisibility });
  let client: Client | undefined;
  let health: PlatformHealth = { state: 'starting', detail: 'Discord: connecting' };

  const posting = createPosting({
    client: () => (client?.isReady() ? client : undefined),
    messages,
    now: options.now,
    log,
  });

  async function start(): Promise<void> {
    for (let delay: number = RETRY.firstMs; ; delay = Math.min(delay * 2, RETRY.longestMs)) {
      try {
        await connect();
        return;
      } catch (error) {
        await client?.destroy();
        client = undefined;
        if (stopping.signal.aborted) return;
        const refused = refusal(error);
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
    const connecting = createClient(config);
    client = connecting;
    const ready = Promise.withResolvers<void>();
    watch(connecting, ready);
    await requireSessions(connecting);
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(READY_MS)]);
    signal.addEventListener('abort', () => ready.reject(signal.reason), { once: true });
    // Both are awaited: the login may wait for ever when the gateway refuses, and then only `ready` is rejected.
    await Promise.race([
      Promise.all([connecting.login(config.token), ready.promise]),
      ready.promise.then(() => connecting.isReady()),
    ]);
    health = {
      state: 'connected',
      detail: `Discord: ${connecting.user?.tag ?? 'connected'} in ${connecting.guilds.cache.size} servers. Invite: ${inviteUrl(config.applicationId)}`,
    };
    await register(connecting);
  }

  /** A wrong token shows here, before a connection is tried; so does a used-up day's allowance of connections. */
  async function requireSessions(connecting: Client): Promise<void> {
    connecting.rest.setToken(config.token);
    const answer = await connecting.rest.get(Routes.gatewayBot(), { signal: stopping.signal });
    const { remaining, reset_after } = gatewayInformation.parse(answer).session_start_limit;
    if (remaining > 0) return;
    throw new UserError(
      'too_many',
      'Discord allows no more connections of this bot today.',
      `Something restarts it too often; start it again in ${Math.ceil(reset_after / 60_000)} minutes.`,
    );
  }

  async function register(connected: Client): Promise<void> {
    try {
      const result = await registerCommands(connected.rest, config, options.commands);
      log.info({ result, guild: config.guildId }, 'commands registered');
    } catch (error) {
      log.error(
        { err: error },
        'the commands could not be registered; npm run register tries again, and the invite link grants what it needs',
      );
    }
  }

  function watch(connecting: Client, ready: PromiseWithResolvers<void>): void {
    // Nobody may be waiting any more when it is rejected.
    ready.promise.catch(() => undefined);
    connecting.once(Events.ClientReady, () => ready.resolve());
    connecting.on(Events.InteractionCreate, (interaction) => take(receiver.interaction(interaction)));
    connecting.on(Events.MessageCreate, (message) => take(receiver.message(message)));
    followLosses(connecting, events.lost);
    connecting.on(Events.ShardDisconnect, ({ code }, shard) => {
      const error = fatalClose(code);
      log.error({ code, shard }, error.message);
      // Before that `start` rejects with it.
      if (connecting.isReady()) failForGood(error);
      ready.reject(error);
    });
    connecting.on(Events.ShardReconnecting, (shard) => {
      if (stopping.signal.aborted) return;
      log.info({ shard }, 'reconnecting to Discord');
      if (health.state === 'connected') health = { state: 'disconnected', detail: 'Discord: reconnecting' };
    });
    for (const event of [Events.ShardResume, Events.ShardReady] as const) {
      connecting.on(event, () => {
        if (connecting.isReady()) health = { state: 'connected', detail: `Discord: ${connecting.user.tag}` };
      });
    }
    // Without a listener an error of the library would end the program.
    connecting.on(Events.Error, (error) => log.error({ err: error }, 'Discord client'));
    connecting.on(Events.ShardError, (error, shard) => log.warn({ err: error, shard }, 'Discord connection'));
    connecting.on(Events.Warn, (message) => log.warn(message));
    connecting.rest.on('invalidRequestWarning', (data) => log.warn(data, 'many refused requests'));
  }

  function failForGood(error: UserError): void {
    health = { state: 'disconnected', detail: error.message };
    events.fatal(error);
  }

  function take(work: Promise<void>): void {
    if (!stopping.signal.aborted) inFlight.track(work);
  }

  async function stop(): Promise<void> {
    if (stopping.signal.aborted) return;
    stopping.abort();
    client?.removeAllListeners(Events.InteractionCreate);
    client?.removeAllListeners(Events.MessageCreate);
    await inFlight.drain(DRAIN_MS);
    await client?.destroy();
    health = { state: 'stopped', detail: 'Discord: stopped' };
  }

  return {
    name: 'discord',
    start,
    stop,
    health: () => health,
    async post(target, reply, key) {
      const outcome = await posting.post(target, reply, key);
      if (outcome.kind === 'refused' && outcome.reason === TOKEN_REFUSED.reason) failForGood(wrongToken());
      return outcome;
    },
    findPosted: posting.findPosted,
  };
}

const gatewayInformation = z.object({
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

/** What no further attempt changes. */
function refusal(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  if (
    isUnauthorised(error) ||
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)
  )
    return wrongToken();
  return undefined;
}

function wrongToken(): UserError {
  return new UserError(
    'invalid',
    'Discord refuses DISCORD_TOKEN.',
    'Copy the token of your application from the developer portal (Bot, Reset Token) and start again.',
  );
}

function fatalClose(code: number): UserError {
  if (code === GatewayCloseCodes.AuthenticationFailed) return wrongToken();
  return new UserError(
    'invalid',
    FATAL_CLOSES.get(code) ?? `Discord closed the connection for good (code ${code}).`,
    'Mend the settings in .env, then start again.',
  );
}
