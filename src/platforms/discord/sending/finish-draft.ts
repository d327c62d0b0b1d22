import { type Client, Routes, SnowflakeUtil } from 'discord.js';
import type { Logger } from 'pino';
import type { Finish } from '../../drafts/draft-recovery.ts';
import type { LeftDraft } from '../../drafts/open-drafts.ts';
import { BUDGET } from '../limits.ts';
import type { MessageMaker } from '../rendering/messages.ts';
import type { DraftPlaces } from './draft-place.ts';
import { findReply } from './find-posted.ts';
import { type Replaced, replaceSurely } from './send.ts';

export interface UnfinishedOptions {
  readonly client: () => Client | undefined;
  readonly applicationId: string;
  /** Milliseconds for which nothing is to be sent: Discord has refused too much. */
  readonly restFor: () => number;
  readonly places: DraftPlaces;
  readonly messages: MessageMaker;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/**
 * Puts the plain answer in the place of a draft that another process left. Only ever by changing that message: what was
 * deleted meanwhile stays away, and what was never posted is not posted late.
 */
export function createFinish(options: UnfinishedOptions): Finish {
  const { applicationId, restFor, places, messages, now, log } = options;

  /** The key is the id of what asked. Nothing is said once the token has run out: nobody waits there any more. */
  function isExpired({ key }: LeftDraft): boolean {
    return now().epochMilliseconds - SnowflakeUtil.timestampFrom(key) > BUDGET.tokenMs;
  }

  async function where(left: LeftDraft, client: Client): Promise<Replaced | 'nowhere' | 'unknown'> {
    const place = places.read(left.place, left.key);
    if (!place) return 'nowhere';
    if (place.kind === 'interaction')
      return isExpired(left)
        ? 'nowhere'
        : { route: Routes.webhookMessage(applicationId, place.token), byToken: true };
    const found =
      left.messageId === undefined
        ? await findReply(client, place.channelId, left.key)
        : ({ kind: 'found', messageId: left.messageId } as const);
    if (found.kind !== 'found') return found.kind === 'absent' ? 'nowhere' : 'unknown';
    return { route: Routes.channelMessage(place.channelId, found.messageId) };
  }

  return async (left) => {
    const client = options.client();
    if (!client || restFor() > 0) return 'later';
    const target = await where(left, client);
    if (target === 'unknown') return 'later';
    if (target === 'nowhere') return 'settled';
    const [message] = await messages.make(left.plain, { isPrivate: target.byToken === true, maximum: 1 });
    const failure = message && (await replaceSurely(client.rest, message, target));
    if (failure) log.info({ failure }, 'an answer that was left unfinished could not be replaced');
    return failure === undefined || failure.kind === 'refused' ? 'settled' : 'later';
  };
}
