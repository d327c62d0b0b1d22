import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { commands } from '../../commands/index.ts';
import type { Config } from '../config/config.ts';
import { createChannelLines } from '../digests/subscriptions/channel-lines.ts';
import { createLostChannels } from '../digests/subscriptions/lost-channels.ts';
import type { UserError } from '../errors.ts';
import type { Observe } from '../ops/metrics/observation.ts';
import { observedPlatform } from '../ops/metrics/observed-platform.ts';
import { createResponseTimes } from '../ops/metrics/response-times.ts';
import { createDraftRecovery } from '../platforms/drafts/draft-recovery.ts';
import type { DraftPlatform } from '../platforms/drafts/open-drafts.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Core } from './core.ts';

export interface ConnectOptions {
  readonly config: Config;
  readonly core: Core;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Told how long people wait on a platform, and what became of its posts. */
  readonly observe: Observe;
  /** A platform refuses us for good: only a person can mend it. */
  readonly onFatal: (error: UserError) => void;
}

const clock = () => performance.now();

/** The platforms that the settings name, not yet started. An SDK is loaded only where it is used. */
export async function createPlatforms(options: ConnectOptions): Promise<readonly Platform[]> {
  const { config, observe } = options;
  const platforms = [
    ...(config.web ? [await createWeb(options, config.web)] : []),
    ...(config.slack ? [await createSlack(options, config.slack)] : []),
    ...(config.discord ? [await createDiscord(options, config.discord)] : []),
  ];
  return platforms.map((platform) => observedPlatform(platform, observe, clock));
}

async function createWeb(
  { core, now, log, observe }: ConnectOptions,
  config: NonNullable<Config['web']>,
): Promise<Platform> {
  const { createWebPlatform } = await import('../platforms/web/connect.ts');
  return createWebPlatform({
    ...config,
    dispatcher: core.dispatcher,
    history: core.store.workspaceHistory,
    responseTimes: createResponseTimes('web', observe, clock),
    now,
    log: log.child({ platform: 'web' }),
  });
}

/** What Slack and Discord both need. */
function chatPlatformParts(options: ConnectOptions, platform: DraftPlatform) {
  const { config, core, now, observe } = options;
  const { dispatcher, store } = core;
  const log = options.log.child({ platform });
  return {
    dispatcher,
    handledEvents: store.handledEvents,
    onLost: createLostChannels({ platform, subscriptions: store.subscriptions, now, log }),
    responseTimes: createResponseTimes(platform, observe, clock),
    drafts: createDraftRecovery({
      platform,
      drafts: store.openDrafts,
      owner: randomUUID(),
      // Takes over from a process that gives no sign as soon as digests do.
      lease: config.digests.lease,
      now,
      log,
    }),
    zone: config.zone,
    now,
    log,
  };
}

async function createSlack(options: ConnectOptions, config: NonNullable<Config['slack']>): Promise<Platform> {
  const { store } = options.core;
  const { createSlackPlatform } = await import('../platforms/slack/connect.ts');
  return createSlackPlatform({
    ...chatPlatformParts(options, 'slack'),
    config,
    installations: store.installations,
    subscriptions: createChannelLines('slack', store.subscriptions),
  });
}

async function createDiscord(
  options: ConnectOptions,
  config: NonNullable<Config['discord']>,
): Promise<Platform> {
  const { createDiscordPlatform } = await import('../platforms/discord/connect.ts');
  return createDiscordPlatform({
    ...chatPlatformParts(options, 'discord'),
    config,
    commands,
    onFatal: options.onFatal,
  });
}
