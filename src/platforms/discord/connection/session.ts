import { Client, GatewayIntentBits, Options, Partials, type RESTOptions } from 'discord.js';
import { createTransport } from '../api/transport.ts';
import { REST } from '../limits.ts';
import type { DiscordConfig } from '../settings.ts';
import type { IdentifyBudget } from './identify-budget.ts';

export interface ClientOptions {
  readonly config: DiscordConfig;
  /** Holds over reconnecting with a new client. */
  readonly identifyBudget: IdentifyBudget;
  readonly unauthorised: () => void;
}

/**
 * A client that keeps little and asks for no privileged intent: slash commands, buttons and modals need none,
 * and messages that mention us and direct messages come with their content without one.
 */
export function createClient({ config, identifyBudget, unauthorised }: ClientOptions): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    // Direct conversations are not announced beforehand.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    // What we send is in the API's own form already.
    jsonTransformer: (json) => json,
    ...(config.shards === undefined
      ? { shards: 'auto' as const }
      : { shards: [...config.shards.ids], shardCount: config.shards.total }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
    }),
    rest: restOptions(config, unauthorised),
    ws: { buildIdentifyThrottler: identifyBudget },
  });
}

function restOptions(config: DiscordConfig, unauthorised: () => void): Partial<RESTOptions> {
  return {
    ...(config.apiUrl === undefined ? {} : { api: config.apiUrl }),
    // The library repeats after 5xx and cut connections at once and without asking whether the first attempt
    // counted. What may be repeated is decided here: see `send.ts` and `respond.ts`.
    retries: 0,
    makeRequest: createTransport(unauthorised),
    globalRequestsPerSecond: requestsPerSecond(config.shards),
    invalidRequestWarningInterval: REST.invalidRequestsStep,
    // A post waits in the outbox, not unseen in a queue of the library; nothing waits there for long.
    rejectOnRateLimit: ({ method, route, retryAfter }) =>
      retryAfter > REST.longestWaitMs ||
      (method.toUpperCase() === 'POST' && /^\/channels\/:id\/(messages|threads)$/.test(route)),
  };
}

/** The limit is the whole bot's; processes that share it by shards cannot count each other's requests. */
function requestsPerSecond(shards: DiscordConfig['shards']): number {
  const share = shards === undefined ? 1 : shards.ids.length / shards.total;
  return Math.max(1, Math.floor(REST.requestsPerSecond * share));
}
