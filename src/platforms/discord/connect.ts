import { type Client, Events, type REST, RESTEvents } from 'discord.js';
import type { Logger } from 'pino';
import type { Command } from '../../dispatch/command.ts';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { UserError } from '../../errors.ts';
import { type DraftRecovery, UNKEPT } from '../drafts/draft-recovery.ts';
import { createInFlight } from '../in-flight.ts';
import {
  type HandledEvents,
  type OnLost,
  type Platform,
  type ResponseTimes,
  UNMEASURED,
} from '../platform.ts';
import { admittingDispatcher, createAdmission } from './admission.ts';
import { createConnection } from './connection/connection.ts';
import { followLostChannels } from './receiving/lost-channels.ts';
import { createReceiver } from './receiving/receive.ts';
import { inviteUrl } from './registration/invite.ts';
import { registerCommands } from './registration/register.ts';
import { createMessageMaker } from './rendering/messages.ts';
import { createDraftPlaces } from './sending/draft-place.ts';
import { createFinish } from './sending/finish-draft.ts';
import { createPosting } from './sending/post.ts';
import type { DiscordConfig } from './settings.ts';

export interface DiscordPlatformOptions {
  readonly config: DiscordConfig;
  readonly dispatcher: Dispatcher;
  readonly commands: readonly Command[];
  readonly handledEvents: HandledEvents;
  readonly onLost: OnLost;
  /** Discord refuses us for good (a wrong token, a connection it does not allow): only a person can mend it. */
  readonly onFatal: (error: UserError) => void;
  /** Zone of readers, since Discord does not tell theirs. */
  readonly zone: string;
  readonly responseTimes?: ResponseTimes;
  /** Sees to it that answers under way are finished, if need be by another process. */
  readonly drafts?: DraftRecovery;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** How long stopping waits for answers under way. */
const DRAIN_MS = 10_000;
/** Rapporteur on Discord: one bot, by gateway. */
export function createDiscordPlatform(options: DiscordPlatformOptions): Platform {
  const { config, onLost, onFatal, now, log, responseTimes = UNMEASURED, drafts = UNKEPT } = options;
  const inFlight = createInFlight();
  const messages = createMessageMaker(new Set(options.commands.map((command) => command.name)), log);
  const draftPlaces = createDraftPlaces(config.token);
  const admission = createAdmission({
    allowedGuilds: config.allowedGuilds,
    // Nothing arrives before there is a connection.
    client: () => connection.client(),
    now,
    log,
  });
  const receiver = createReceiver({
    ...options,
    dispatcher: admittingDispatcher(options.dispatcher, admission),
    responseTimes,
    messages,
    drafts,
    draftPlaces,
    replyVisibility: config.replyVisibility,
  });
  const connection = createConnection({
    config,
    invite: inviteUrl(config.applicationId),
    attend,
    async onConnected({ rest, guilds }) {
      await register(rest);
      noteUnwanted([...guilds.cache.keys()]);
      drafts.start((left) => inFlight.track(finish(left)));
    },
    onFatal,
    now,
    log,
  });
  const sending = { client: connection.client, restFor: connection.restFor, messages, now, log };
  const posting = createPosting({ ...sending, admission });
  const finish = createFinish({ ...sending, applicationId: config.applicationId, places: draftPlaces });

  function attend(client: Client): void {
    client.on(Events.InteractionCreate, (interaction) => inFlight.track(receiver.interaction(interaction)));
    client.on(Events.MessageCreate, (message) => inFlight.track(receiver.message(message)));
    followLostChannels(client, onLost);
    client.rest.on(RESTEvents.RateLimited, ({ retryAfter }) => responseTimes.limited(retryAfter));
  }

  /** Not left by itself: a slip in the list would cost a server its subscriptions. */
  function noteUnwanted(guilds: readonly string[]): void {
    const unwanted = guilds.filter((guild) => config.allowedGuilds?.includes(guild) === false);
    if (unwanted.length > 0)
      log.warn(
        { guilds: unwanted },
        'nothing is answered in servers that DISCORD_ALLOWED_GUILDS does not name',
      );
  }

  async function register(rest: REST): Promise<void> {
    try {
      const result = await registerCommands(rest, config, options.commands);
      log.info({ result, guild: config.guildId }, 'commands registered');
    } catch (error) {
      log.error(
        { err: error },
        'the commands could not be registered; npm run register tries again, and the invite link grants what it needs',
      );
    }
  }

  return {
    name: 'discord',
    start: connection.start,
    stop: () => connection.stop(() => Promise.all([drafts.stop(), inFlight.drain(DRAIN_MS)])),
    health: connection.health,
    ...posting,
  };
}
