import type { Logger } from 'pino';
import type { OnLost } from '../../platforms/platform.ts';
import type { DigestPlatform } from '../subscription.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface LostChannelsOptions {
  readonly platform: DigestPlatform;
  readonly subscriptions: Pick<Subscriptions, 'stopAll'>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/**
 * Stops the subscriptions of places that are gone at once, so that whoever looks sees it before the next digest
 * would have come. Never rejects: if this cannot be written down, the platform refuses the next digest instead.
 */
export function createLostChannels({ platform, subscriptions, now, log }: LostChannelsOptions): OnLost {
  return async ({ workspace, channel, thread, reason }) => {
    // Digests of a thread go to its channel, which is still there; only a thread without a known one is a place itself.
    const gone = thread ?? channel;
    try {
      const stopped = await subscriptions.stopAll(
        { platform, workspace, ...(gone === undefined ? {} : { channel: gone }) },
        { reason, remedy: gone === undefined ? BACK_IN_WORKSPACE : BACK_IN_CHANNEL },
        now(),
      );
      log.warn({ workspace, channel, thread, reason, stopped }, 'a place was lost');
    } catch (error) {
      log.error({ err: error, workspace, channel }, 'subscriptions of a lost place could not be stopped');
    }
  };
}

const BACK_IN_WORKSPACE = 'Invite Rapporteur again, then resume.';
const BACK_IN_CHANNEL = 'Subscribe another channel.';
