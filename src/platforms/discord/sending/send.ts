import { setTimeout as pause } from 'node:timers/promises';
import { type RawFile, type REST, Routes } from 'discord.js';
import { z } from 'zod';

import type { PostOutcome } from '../../platform.ts';
import { type Failure, failureOf } from '../api/failures.ts';
import type { ReadyMessage } from '../rendering/messages.ts';

/** One attempt with everything it waits for; the library itself would wait for a rate limit without end. */
const DEADLINE_MS = 20_000;
/** Pauses before the second and third attempt after an unknown outcome. Discord remembers a nonce for minutes. */
const SETTLE_PAUSES_MS = [500, 2000] as const;

const created = z.object({ id: z.string() });

export interface Delivery {
  readonly channelId: string;
  /** Discord posts a nonce once and answers a repetition with the message that is there. */
  readonly nonce: string;
  /** Id of the message it replies to. */
  readonly replyTo?: string;
}

/**
 * Posts a message once. An unknown outcome (a timeout, a cut connection, 5xx) is settled by repeating it with
 * the same enforced nonce.
 */
export async function sendMessage(
  rest: REST,
  message: ReadyMessage,
  { channelId, nonce, replyTo }: Delivery,
): Promise<PostOutcome> {
  const body = {
    ...messageBody(message),
    nonce,
    enforce_nonce: true,
    ...(replyTo ? { message_reference: { message_id: replyTo, fail_if_not_exists: false } } : {}),
  };
  const attempt = () => post(rest, Routes.channelMessages(channelId), body, message);
  let outcome = await attempt();
  for (const wait of SETTLE_PAUSES_MS) {
    if (outcome.kind !== 'unknown') return outcome;
    await pause(wait);
    outcome = await attempt();
    // The repetition did not reach Discord, which says nothing about the first attempt.
    if (outcome.kind === 'failed' || outcome.kind === 'limited')
      outcome = { kind: 'unknown', reason: 'the attempt to find out failed too' };
  }
  return outcome;
}

/** Discord takes a moment after a rate limit; a person waits no longer than this for an answer. */
const LONGEST_PAUSE_MS = 30_000;

/** The same for an answer that somebody waits for: once more after a rate limit that is soon over. */
export async function sendPatiently(
  rest: REST,
  message: ReadyMessage,
  delivery: Delivery,
): Promise<PostOutcome> {
  const outcome = await sendMessage(rest, message, delivery);
  if (outcome.kind !== 'limited' || outcome.retryAfter > LONGEST_PAUSE_MS) return outcome;
  await pause(outcome.retryAfter);
  return await sendMessage(rest, message, delivery);
}

/** One of our messages that another takes the place of. */
export interface Replaced {
  readonly route: `/${string}`;
  /** The route holds an interaction's token, which is all that is needed. */
  readonly byToken?: boolean;
}

/**
 * Puts another message in the place of one of ours. Unlike a post, it can be repeated: the same message takes the same
 * place. Undefined means that it is there; `unknown` that either of the two may be.
 */
export async function replaceSurely(
  rest: REST,
  message: ReadyMessage,
  replaced: Replaced,
): Promise<Failure | undefined> {
  let failure = await replaceOnce(rest, message, replaced);
  for (const wait of SETTLE_PAUSES_MS) {
    if (failure === undefined || failure.kind === 'refused') return failure;
    if (failure.kind === 'limited' && failure.retryAfter > LONGEST_PAUSE_MS) return failure;
    await pause(failure.kind === 'limited' ? failure.retryAfter : wait);
    failure = await replaceOnce(rest, message, replaced);
  }
  return failure;
}

/** One attempt. */
export async function replaceOnce(
  rest: REST,
  message: ReadyMessage,
  { route, byToken = false }: Replaced,
): Promise<Failure | undefined> {
  try {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    await rest.patch(route, { body: messageBody(message), files: filesOf(message), auth: !byToken, signal });
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}

/** Opens a forum post with `message` as its first. There is no nonce for it: an unknown outcome stays unknown. */
export async function startForumPost(
  rest: REST,
  message: ReadyMessage,
  { forumId, title }: { readonly forumId: string; readonly title: string },
): Promise<PostOutcome> {
  return await post(rest, Routes.threads(forumId), { name: title, message: messageBody(message) }, message);
}

function messageBody(message: ReadyMessage) {
  return {
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    attachments: message.files.map((file, index) => ({
      id: index,
      filename: file.name,
      description: file.description,
    })),
    allowed_mentions: { parse: [], replied_user: false },
  };
}

async function post(
  rest: REST,
  route: `/${string}`,
  body: Readonly<Record<string, unknown>>,
  message: ReadyMessage,
): Promise<PostOutcome> {
  try {
    const answer = await rest.post(route, {
      body,
      files: filesOf(message),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return { kind: 'posted', messageId: created.parse(answer).id };
  } catch (error) {
    return failureOf(error);
  }
}

function filesOf(message: ReadyMessage): RawFile[] {
  return message.files.map((file) => ({ name: file.name, data: file.attachment }));
}
