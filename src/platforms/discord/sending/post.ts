import type { Client } from 'discord.js';
import type { Logger } from 'pino';
import type { Reply } from '../../../reply.ts';
import { cut } from '../../cut.ts';
import type { FoundOutcome, PostOutcome, Target } from '../../platform.ts';
import type { Admission } from '../admission.ts';
import { failureOf } from '../api/failures.ts';
import { BUDGET, CHANNEL } from '../limits.ts';
import { oneLine } from '../rendering/escape.ts';
import type { MessageMaker, ReadyMessage } from '../rendering/messages.ts';
import { describeChannel } from './channel.ts';
import { findMessage, partsPosted, TooManyMessages } from './find-posted.ts';
import { nonceOf, reference } from './reference.ts';
import { sendMessage, startForumPost } from './send.ts';

export interface Posting {
  post(target: Target, reply: Reply, key: string, begunAt?: Temporal.Instant): Promise<PostOutcome>;
  findPosted(target: Target, key: string, since: Temporal.Instant): Promise<FoundOutcome>;
}

export interface PostingOptions {
  readonly client: () => Client | undefined;
  /** Milliseconds for which nothing is to be posted: Discord has refused too much. */
  readonly restFor: () => number;
  readonly messages: MessageMaker;
  readonly admission: Admission;
  readonly log: Logger;
}

const NOT_ADMITTED = {
  refused: {
    kind: 'refused',
    scope: 'workspace',
    reason: 'Rapporteur is not meant for this server or person',
    remedy: 'Whoever runs it can add the server to DISCORD_ALLOWED_GUILDS.',
  },
  unknown: { kind: 'failed', reason: 'Discord does not tell whether the person may receive digests' },
} as const satisfies Record<string, PostOutcome>;
const NO_PARTS: ReadonlyMap<number, string> = new Map();
const NOT_CONNECTED = { kind: 'failed', reason: 'not connected to Discord' } as const;

export function createPosting({ client, restFor, messages, admission, log }: PostingOptions): Posting {
  async function post(
    target: Target,
    reply: Reply,
    key: string,
    begunAt?: Temporal.Instant,
  ): Promise<PostOutcome> {
    const connected = client();
    if (!connected) return NOT_CONNECTED;
    const retryAfter = restFor();
    if (retryAfter > 0) return { kind: 'limited', retryAfter };
    // A direct conversation has its person for a workspace.
    const verdict = await admission.of(target.workspace, target.workspace);
    if (verdict !== 'admitted') return NOT_ADMITTED[verdict];
    try {
      const made = await messages.make(reply, {
        isPrivate: false,
        maximum: BUDGET.messagesInPost,
        reference: (part) => reference(key, part),
      });
      return await sendAll(connected, target, made, { title: titleOf(reply), key, begunAt });
    } catch (error) {
      log.error({ err: error }, 'a message could not be prepared');
      return { kind: 'failed', reason: 'the message could not be prepared' };
    }
  }

  async function findPosted(target: Target, key: string, since: Temporal.Instant): Promise<FoundOutcome> {
    const connected = client();
    if (!connected) return { kind: 'unknown', reason: NOT_CONNECTED.reason };
    return await findMessage(connected, target, key, since);
  }

  return { post, findPosted };
}

async function sendAll(
  client: Client,
  target: Target,
  messages: readonly ReadyMessage[],
  {
    title,
    key,
    begunAt,
  }: { readonly title: string; readonly key: string; readonly begunAt: Temporal.Instant | undefined },
): Promise<PostOutcome> {
  let channelId = target.thread ?? target.channel;
  let last: PostOutcome = { kind: 'failed', reason: 'there is nothing to post' };
  const channel = await describeChannel(client, channelId).catch(nothingPosted);
  if ('kind' in channel) return channel;
  const isForum = channel.threadOnly;
  // Rather late, or not at all, than the beginning of a digest twice: nonces are forgotten within minutes.
  const earlier =
    messages.length > 1 && !isForum && begunAt
      ? await partsPosted(client, channelId, key, begunAt).catch(nothingPosted)
      : NO_PARTS;
  if ('kind' in earlier) return earlier;
  for (const [part, message] of messages.entries()) {
    const known = earlier.get(part);
    if (known !== undefined) {
      last = { kind: 'posted', messageId: known };
      continue;
    }
    last =
      isForum && part === 0
        ? await startForumPost(client.rest, message, { forumId: channelId, title })
        : await sendMessage(client.rest, message, { channelId, nonce: nonceOf(key, part) });
    if (last.kind !== 'posted') return last;
    // The first message of a forum post has the post's id.
    if (isForum && part === 0) channelId = last.messageId;
  }
  return last;
}

/** Trouble before anything was sent: whatever it was, nothing can have been posted by this attempt. */
function nothingPosted(error: unknown): PostOutcome {
  if (error instanceof TooManyMessages) return { kind: 'failed', reason: error.message };
  const failure = failureOf(error);
  return failure.kind === 'unknown' ? { kind: 'failed', reason: failure.reason } : failure;
}

function titleOf(reply: Reply): string {
  const heading = reply.blocks.find((block) => block.kind === 'heading');
  const title = cut(oneLine(heading?.text ?? '').trim(), CHANNEL.threadName);
  return title === '' ? 'Briefing' : title;
}
