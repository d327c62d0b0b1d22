import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { FoundOutcome, PostOutcome, ResponseTimes, Target } from '../../platform.ts';
import { classifyError, type Failure } from '../api/failures.ts';
import type { RateLimiter } from '../api/rate-limiter.ts';
import type { SlackMessage } from '../rendering/render.ts';
import { isMarked, metadataOf } from './message-metadata.ts';

export interface Place extends Target {
  readonly client: WebClient;
  readonly botId: string;
}

export interface Poster {
  /** One attempt, except that a message Slack calls malformed is sent once more as plain text. */
  post(place: Place, message: SlackMessage, key: string): Promise<PostOutcome>;
  /** Attempts until posted or refused, settling unknown outcomes by reading back. */
  postSurely(place: Place, message: SlackMessage, key: string): Promise<PostOutcome>;
  find(place: Place, key: string, since: Temporal.Instant): Promise<FoundOutcome>;
}

export interface PosterOptions {
  readonly rateLimiter: RateLimiter;
  readonly responseTimes: Pick<ResponseTimes, 'limited'>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Milliseconds; see the constants below. */
  readonly readBackPause?: number;
}

const ATTEMPTS = 3;
/** How soon a message that was posted can be read is not documented. */
const READ_BACK_PAUSE_MS = 2_000;
/** Slack's clock, which stamps messages, may differ from ours. */
const CLOCK_TOLERANCE_SECONDS = 120;
/** Apps distributed outside the Marketplace get 15 at most; `conversations.history`. */
const PAGE = 15;
const PAGES = 10;

export function createPoster({
  rateLimiter,
  responseTimes,
  now,
  log,
  readBackPause = READ_BACK_PAUSE_MS,
}: PosterOptions): Poster {
  async function send(place: Place, message: { text: string; blocks?: KnownBlock[] }, key: string) {
    const { ts } = await place.client.chat.postMessage({
      channel: place.channel,
      ...(place.thread === undefined ? {} : { thread_ts: place.thread }),
      text: message.text,
      ...(message.blocks ? { blocks: message.blocks } : {}),
      metadata: metadataOf(key),
      unfurl_links: false,
      unfurl_media: false,
    });
    return ts;
  }

  async function attempt(
    place: Place,
    message: { text: string; blocks?: KnownBlock[] },
    key: string,
  ): Promise<PostOutcome | Extract<Failure, { kind: 'payload' }>> {
    const turn = rateLimiter.take(place.workspace, place.channel);
    if (turn.wait > 0) responseTimes.limited(turn.wait);
    if (turn.kind === 'limited') return { kind: 'limited', retryAfter: turn.wait };
    if (turn.wait > 0) await sleep(turn.wait);
    try {
      const ts = await send(place, message, key);
      return ts === undefined
        ? { kind: 'unknown', reason: 'Slack named no message' }
        : { kind: 'posted', messageId: ts };
    } catch (error) {
      const failure = classifyError(error);
      if (failure.kind === 'limited') {
        rateLimiter.hold(place.workspace, failure.retryAfter);
        responseTimes.limited(failure.retryAfter);
      }
      return failure;
    }
  }

  async function post(place: Place, message: SlackMessage, key: string): Promise<PostOutcome> {
    const outcome = await attempt(place, message, key);
    if (outcome.kind !== 'payload') return outcome;
    log.error({ reason: outcome.reason }, 'Slack refused the blocks of a message; sending its plain text');
    const plain = await attempt(place, { text: message.text }, key);
    return plain.kind === 'payload'
      ? {
          kind: 'refused',
          scope: 'target',
          reason: plain.reason,
          remedy: 'Report this as a bug, with the log.',
        }
      : plain;
  }

  async function readBack(place: Place, key: string, oldest: string): Promise<FoundOutcome> {
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page += 1) {
      const options = {
        channel: place.channel,
        oldest,
        inclusive: true,
        include_all_metadata: true,
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      };
      const { messages = [], response_metadata } =
        place.thread === undefined
          ? await place.client.conversations.history(options)
          : await place.client.conversations.replies({ ...options, ts: place.thread });
      const own = messages.find(({ bot_id, metadata }) => bot_id === place.botId && isMarked(metadata, key));
      if (own?.ts !== undefined) return { kind: 'found', messageId: own.ts };
      cursor = response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return { kind: 'absent' };
    }
    return { kind: 'unknown', reason: `more than ${PAGE * PAGES} newer messages` };
  }

  async function find(place: Place, key: string, since: Temporal.Instant): Promise<FoundOutcome> {
    const oldest = (since.epochMilliseconds / 1000 - CLOCK_TOLERANCE_SECONDS).toFixed(6);
    try {
      const first = await readBack(place, key, oldest);
      if (first.kind !== 'absent') return first;
      await sleep(readBackPause);
      return await readBack(place, key, oldest);
    } catch (error) {
      const failure = classifyError(error);
      return { kind: 'unknown', reason: 'reason' in failure ? failure.reason : 'rate limited' };
    }
  }

  async function postSurely(place: Place, message: SlackMessage, key: string): Promise<PostOutcome> {
    const since = now();
    let outcome = await post(place, message, key);
    for (let tries = 1; tries < ATTEMPTS; tries += 1) {
      if (outcome.kind === 'posted' || outcome.kind === 'refused') return outcome;
      if (outcome.kind === 'limited') {
        if (outcome.retryAfter > LONGEST_PATIENCE_MS) return outcome;
        await sleep(outcome.retryAfter);
      } else if (outcome.kind === 'unknown') {
        const found = await find(place, key, since);
        if (found.kind === 'found') return { kind: 'posted', messageId: found.messageId };
        if (found.kind === 'unknown') return outcome;
      } else await sleep(readBackPause);
      outcome = await post(place, message, key);
    }
    return outcome;
  }

  return { post, postSurely, find };
}

/** Somebody is waiting for the answer; past this it is given up. */
export const LONGEST_PATIENCE_MS = 60_000;
