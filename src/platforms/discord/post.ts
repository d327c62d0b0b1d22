import { createHash } from 'node:crypto';
import { ChannelType, type Client, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Reply } from '../../reply.ts';
import type { FoundOutcome, PostOutcome, Target } from '../platform.ts';
import { cut, oneLine } from './escape.ts';
import { failureOf } from './failures.ts';
import { BUDGET, CHANNEL, MESSAGE } from './limits.ts';
import type { MessageMaker, ReadyMessage } from './messages.ts';
import { missingToPost } from './permissions.ts';
import { sendMessage, startForumPost } from './send.ts';

export interface Posting {
  post(target: Target, reply: Reply, key: string): Promise<PostOutcome>;
  findPosted(target: Target, key: string, since: Temporal.Instant): Promise<FoundOutcome>;
}

export interface PostingOptions {
  readonly client: () => Client | undefined;
  readonly messages: MessageMaker;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** A digest of several messages is read back this far when only some of them may have been posted. */
const READ_BACK = Temporal.Duration.from({ hours: 24 });
const HISTORY_DEADLINE_MS = 15_000;
/** Pages of history that are searched for a message: 500 messages since the attempt. */
const HISTORY_PAGES = 5;

const NOT_CONNECTED = { kind: 'failed', reason: 'not connected to Discord' } as const;

export function createPosting({ client, messages, now, log }: PostingOptions): Posting {
  async function post(target: Target, reply: Reply, key: string): Promise<PostOutcome> {
    const connected = client();
    if (!connected) return NOT_CONNECTED;
    try {
      const made = await messages.make(reply, {
        isPrivate: false,
        maximum: BUDGET.messagesInPost,
        reference: (part) => reference(key, part),
      });
      return await sendAll(connected, target, made, {
        title: titleOf(reply),
        key,
        since: now().subtract(READ_BACK),
      });
    } catch (error) {
      log.error({ err: error }, 'a message could not be prepared');
      return { kind: 'failed', reason: 'the message could not be prepared' };
    }
  }

  async function findPosted(target: Target, key: string, since: Temporal.Instant): Promise<FoundOutcome> {
    const connected = client();
    if (!connected) return { kind: 'unknown', reason: NOT_CONNECTED.reason };
    return await find(connected, target, key, since);
  }

  return { post, findPosted };
}

async function sendAll(
  client: Client,
  target: Target,
  messages: readonly ReadyMessage[],
  { title, key, since }: { readonly title: string; readonly key: string; readonly since: Temporal.Instant },
): Promise<PostOutcome> {
  let channelId = target.thread ?? target.channel;
  let last: PostOutcome = { kind: 'failed', reason: 'there is nothing to post' };
  const isForum = isThreadOnly(client, channelId);
  const earlier =
    messages.length > 1 && !isForum
      ? await partsPosted(client, channelId, key, since)
      : new Map<number, string>();
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

function isThreadOnly(client: Client, channelId: string): boolean {
  const type = client.channels.cache.get(channelId)?.type;
  return type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
}

function titleOf(reply: Reply): string {
  const heading = reply.blocks.find((block) => block.kind === 'heading');
  const title = cut(oneLine(heading?.text ?? '').trim(), CHANNEL.threadName);
  return title === '' ? 'Briefing' : title;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** The same for the same key and part, in every process and for ever. */
export function nonceOf(key: string, part: number): string {
  return hash(`${key}#${part}`).slice(0, MESSAGE.nonce);
}

/**
 * Stands in the footer, since Discord forgets nonces after some minutes. `ends` marks the last message of a
 * digest: only when that is there has all of it been posted.
 */
export function reference(key: string, part: { readonly index: number; readonly count: number }): string {
  const code = hash(key).slice(0, 12);
  return part.count === 1 ? `ref ${code}` : `ref ${code} ${part.index + 1}/${part.count}`;
}

const message = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  embeds: z.array(z.object({ footer: z.object({ text: z.string() }).optional() })).default([]),
});
type PostedMessage = z.output<typeof message>;

/** Which part of the digest `key` this message is, counted from 0, if any. */
function partOf(
  posted: PostedMessage,
  key: string,
): { readonly index: number; readonly count: number } | undefined {
  const code = hash(key).slice(0, 12);
  for (const line of posted.embeds.flatMap((embed) => embed.footer?.text.split('\n') ?? [])) {
    const match = /^ref (\S+)(?: (\d+)\/(\d+))?$/.exec(line);
    if (match?.[1] === code) return { index: Number(match[2] ?? 1) - 1, count: Number(match[3] ?? 1) };
  }
  return undefined;
}

async function find(
  client: Client,
  target: Target,
  key: string,
  since: Temporal.Instant,
): Promise<FoundOutcome> {
  const channelId = target.thread ?? target.channel;
  try {
    const blind = historyIsHidden(client, channelId);
    if (blind) return { kind: 'unknown', reason: 'Rapporteur may not read this channel’s history' };
    const places = isThreadOnly(client, channelId)
      ? await forumPosts(client, target.workspace, channelId, since)
      : [channelId];
    for (const place of places) {
      for await (const posted of ownMessages(client, place, since)) {
        const part = partOf(posted, key);
        if (part && part.index === part.count - 1) return { kind: 'found', messageId: posted.id };
      }
    }
    return { kind: 'absent' };
  } catch (error) {
    const failure = failureOf(error);
    return { kind: 'unknown', reason: failure.kind === 'limited' ? 'Discord asks to wait' : failure.reason };
  }
}

async function partsPosted(
  client: Client,
  channelId: string,
  key: string,
  since: Temporal.Instant,
): Promise<ReadonlyMap<number, string>> {
  const parts = new Map<number, string>();
  try {
    for await (const posted of ownMessages(client, channelId, since)) {
      const part = partOf(posted, key);
      if (part) parts.set(part.index, posted.id);
    }
  } catch {
    // The attempt to post that follows will say what is wrong; the nonce still guards against doubles.
  }
  return parts;
}

/** Without this permission Discord answers with an empty history instead of an error. */
function historyIsHidden(client: Client, channelId: string): boolean {
  const channel = client.channels.cache.get(channelId);
  if (!channel || channel.isDMBased() || !client.user) return false;
  const own = channel.permissionsFor(client.user);
  return own !== null && missingToPost(own, channel.isThread()).includes('Read Message History');
}

/** Our own messages since then, oldest first. */
async function* ownMessages(
  client: Client,
  channelId: string,
  since: Temporal.Instant,
): AsyncGenerator<PostedMessage> {
  let after = snowflakeAt(since);
  for (let page = 0; page < HISTORY_PAGES; page += 1) {
    const answer = await client.rest.get(Routes.channelMessages(channelId), {
      query: new URLSearchParams({ after, limit: String(CHANNEL.historyPage) }),
      signal: AbortSignal.timeout(HISTORY_DEADLINE_MS),
    });
    const messages = z
      .array(message)
      .parse(answer)
      .sort((one, other) => compareIds(one.id, other.id));
    yield* messages.filter((each) => each.author.id === client.user?.id);
    const last = messages.at(-1);
    if (!last || messages.length < CHANNEL.historyPage) return;
    after = last.id;
  }
  throw new Error('too many messages since then to be sure');
}

const threads = z.object({
  threads: z.array(
    z.object({ id: z.string(), parent_id: z.string().nullish(), owner_id: z.string().optional() }),
  ),
});

async function forumPosts(
  client: Client,
  guildId: string,
  forumId: string,
  since: Temporal.Instant,
): Promise<readonly string[]> {
  const answer = await client.rest.get(Routes.guildActiveThreads(guildId), {
    signal: AbortSignal.timeout(HISTORY_DEADLINE_MS),
  });
  return threads
    .parse(answer)
    .threads.filter((thread) => thread.parent_id === forumId && thread.owner_id === client.user?.id)
    .filter((thread) => compareIds(thread.id, snowflakeAt(since)) >= 0)
    .map((thread) => thread.id);
}

/** Discord's epoch, the first second of 2015 (developers/reference, "Snowflakes"). */
const DISCORD_EPOCH = 1_420_070_400_000;

function snowflakeAt(instant: Temporal.Instant): string {
  return String(BigInt(Math.max(0, instant.epochMilliseconds - DISCORD_EPOCH)) << 22n);
}

function compareIds(one: string, other: string): number {
  const difference = BigInt(one) - BigInt(other);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
