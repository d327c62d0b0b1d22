import { Client, GatewayIntentBits, Options, Partials, type RESTOptions } from 'discord.js';
import type { DiscordConfig } from './config.ts';
import { makeRequest } from './transport.ts';

/**
 * A client that keeps little and asks for no privileged intent: slash commands, buttons and modals need none,
 * and messages that mention us and direct messages come with their content without one.
 */
export function createClient(config: DiscordConfig): Client {
  const rest: Partial<RESTOptions> = {
    ...(config.apiUrl === undefined ? {} : { api: config.apiUrl.replace(/\/+$/, '') }),
    // The library repeats after 5xx and cut connections at once and without asking whether the first attempt
    // counted. What may be repeated is decided here: see `send.ts` and `respond.ts`.
    retries: 0,
    makeRequest,
    // A post waits in the outbox, not unseen in a queue of the library.
    rejectOnRateLimit: ({ method, route }) =>
      method.toUpperCase() === 'POST' && /^\/channels\/:id\/(messages|threads)$/.test(route),
  };
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
    rest,
  });
}
