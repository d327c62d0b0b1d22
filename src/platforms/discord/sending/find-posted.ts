import { type Client, Routes } from 'discord.js';
import { z } from 'zod';
import type { FoundOutcome, Target } from '../../platform.ts';
import { failureOf } from '../api/failures.ts';
import { CHANNEL } from '../limits.ts';
import { describeChannel } from './channel.ts';
import { type Part, readReference } from './reference.ts';

const HISTORY_DEADLINE_MS = 15_000;
/** Pages of history that are searched for a message: 2,000 messages since the attempt. */
const HISTORY_PAGES = 20;

/** Whether ours is among them cannot be told. */
export class TooManyMessages extends Error {
  override readonly name = 'TooManyMessages';
  override readonly message = 'too many messages were written since then to be sure';
}

const message = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  message_reference: z.object({ message_id: z.string().optional() }).nullish(),
  embeds: z.array(z.object({ footer: z.object({ text: z.string() }).optional() })).default([]),
});
type PostedMessage = z.output<typeof message>;

function partOf(posted: PostedMessage, key: string): Part | undefined {
  return readReference(
    posted.embeds.flatMap((embed) => embed.footer?.text.split('\n') ?? []),
    key,
  );
}

/** Looks for the complete message or digest `key` on Discord itself; trouble is never taken for absence. */
export async function findMessage(
  client: Client,
  target: Target,
  key: string,
  since: Temporal.Instant,
): Promise<FoundOutcome> {
  const channelId = target.thread ?? target.channel;
  try {
    const channel = await describeChannel(client, channelId);
    // Discord answers with an empty history instead of an error.
    if (!channel.historyReadable) return UNREADABLE;
    const places = channel.threadOnly
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
    return notFound(error);
  }
}

const UNREADABLE = { kind: 'unknown', reason: 'Rapporteur may not read this channel’s history' } as const;

function notFound(error: unknown): FoundOutcome {
  if (error instanceof TooManyMessages) return { kind: 'unknown', reason: error.message };
  const failure = failureOf(error);
  return { kind: 'unknown', reason: failure.kind === 'limited' ? 'Discord asks to wait' : failure.reason };
}

/**
 * The messages of the digest `key` that are there already, by part. Where the history is hidden Discord shows none,
 * and only the nonces guard against doubles.
 */
export async function partsPosted(
  client: Client,
  channelId: string,
  key: string,
  since: Temporal.Instant,
): Promise<ReadonlyMap<number, string>> {
  const parts = new Map<number, string>();
  for await (const posted of ownMessages(client, channelId, since)) {
    const part = partOf(posted, key);
    if (!part) continue;
    parts.set(part.index, posted.id);
    if (part.index === part.count - 1) break;
  }
  return parts;
}

/** Our reply to a message, of which there is one at most: an answer that is being written says which message asked. */
export async function findReply(client: Client, channelId: string, messageId: string): Promise<FoundOutcome> {
  try {
    const channel = await describeChannel(client, channelId);
    if (!channel.historyReadable) return UNREADABLE;
    for await (const posted of ownMessagesAfter(client, channelId, messageId)) {
      if (posted.message_reference?.message_id === messageId) return { kind: 'found', messageId: posted.id };
    }
    return { kind: 'absent' };
  } catch (error) {
    return notFound(error);
  }
}

/** Our own messages since then, oldest first. */
function ownMessages(
  client: Client,
  channelId: string,
  since: Temporal.Instant,
): AsyncGenerator<PostedMessage> {
  return ownMessagesAfter(client, channelId, snowflakeAt(since));
}

async function* ownMessagesAfter(
  client: Client,
  channelId: string,
  first: string,
): AsyncGenerator<PostedMessage> {
  let after = first;
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
  throw new TooManyMessages();
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
