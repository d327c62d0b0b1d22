import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { CannotPost } from '../../../dispatch/dispatcher.ts';
import { classifyError } from '../api/failures.ts';

/** With this scope, which the manifest does not ask for, public channels need no membership. */
const PUBLIC_WITHOUT_MEMBERSHIP = 'chat:write.public';

/**
 * Why nothing can be posted in a channel later. An answer to a command needs no membership, so a subscription would be
 * confirmed and then fail at eight in the morning. What Slack does not tell keeps nobody from anything.
 */
export async function findPostingObstacle(
  client: WebClient,
  channel: string,
  log: Logger,
): Promise<CannotPost | undefined> {
  // Of direct messages Slack says nothing like it, and the Home tab is no conversation.
  if (!/^[CG]/u.test(channel)) return undefined;
  try {
    const { channel: found, response_metadata } = await client.conversations.info({ channel });
    if (found?.is_archived) return ARCHIVED;
    const mayUninvited =
      found?.is_private !== true && response_metadata?.scopes?.includes(PUBLIC_WITHOUT_MEMBERSHIP);
    return found?.is_member === false && !mayUninvited ? NOT_A_MEMBER : undefined;
  } catch (error) {
    const failure = classifyError(error);
    // A private channel is none for whoever is not in it.
    if (failure.kind === 'refused' && failure.reason === 'channel_not_found') return NOT_A_MEMBER;
    log.info({ failure }, 'whether a digest can be posted could not be looked up');
    return undefined;
  }
}

const ARCHIVED: CannotPost = {
  reason: 'This channel is archived.',
  remedy: 'Unarchive it, or subscribe another.',
};

const NOT_A_MEMBER: CannotPost = {
  reason: 'Rapporteur is not in this channel, so no digest could be posted here.',
  remedy: 'Type /invite @Rapporteur here, then try again.',
};
