import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import type { Logger } from 'pino';
import type { ResponseTimes } from '../../platform.ts';
import { classifyError, type Failure } from '../api/failures.ts';
import type { SlackMessage } from '../rendering/render.ts';
import { metadataOf } from './message-metadata.ts';
import { LONGEST_PATIENCE_MS, type Place } from './post.ts';

/** Puts another message in the place of one of ours. Nothing here rejects; undefined means that it is there. */
export interface Replacer {
  /** One attempt. */
  replace(place: Place, messageId: string, message: SlackMessage, key: string): Promise<Failure | undefined>;
  /**
   * Attempts until it is there or cannot be. Unlike a post, a replacement whose outcome is unknown can be repeated:
   * the same message takes the same place. `unknown` in the end means that either of the two may be shown.
   */
  replaceSurely(
    place: Place,
    messageId: string,
    message: SlackMessage,
    key: string,
  ): Promise<Failure | undefined>;
}

export interface ReplacerOptions {
  readonly responseTimes: Pick<ResponseTimes, 'limited'>;
  readonly log: Logger;
  /** Milliseconds before the second attempt; twice as long before each one that follows. */
  readonly pause?: number;
}

const ATTEMPTS = 5;
const PAUSE_MS = 2_000;

/** Slack will not change the message, however often it is asked; https://docs.slack.dev/reference/methods/chat.update */
const FINAL = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

export function createReplacer({ responseTimes, log, pause = PAUSE_MS }: ReplacerOptions): Replacer {
  async function attempt(
    { client, channel }: Place,
    ts: string,
    { text, blocks }: { text: string; blocks: KnownBlock[] },
    key: string,
  ): Promise<Failure | undefined> {
    try {
      // Without its mark an update may take it away from the message.
      await client.chat.update({ channel, ts, text, blocks, metadata: metadataOf(key) });
      return undefined;
    } catch (error) {
      return classifyError(error);
    }
  }

  async function replace(
    place: Place,
    ts: string,
    message: SlackMessage,
    key: string,
  ): Promise<Failure | undefined> {
    const failure = await attempt(place, ts, message, key);
    if (failure?.kind !== 'payload') return failure;
    log.error({ reason: failure.reason }, 'Slack refused the blocks of a message; sending its plain text');
    // No blocks at all would leave those that are there.
    return await attempt(place, ts, { text: message.text, blocks: [] }, key);
  }

  async function replaceSurely(
    place: Place,
    ts: string,
    message: SlackMessage,
    key: string,
  ): Promise<Failure | undefined> {
    for (let tries = 1; ; tries += 1) {
      const failure = await replace(place, ts, message, key);
      if (failure === undefined || tries === ATTEMPTS || !mayPass(failure)) return failure;
      if (failure.kind === 'limited') responseTimes.limited(failure.retryAfter);
      await sleep(failure.kind === 'limited' ? failure.retryAfter : pause * 2 ** (tries - 1));
    }
  }

  return { replace, replaceSurely };
}

function mayPass(failure: Failure): boolean {
  return failure.kind === 'limited' ? failure.retryAfter <= LONGEST_PATIENCE_MS : !isFinal(failure);
}

/** No attempt puts anything in that place, however late it is made. */
export function isFinal(failure: Failure): boolean {
  if (failure.kind === 'failed') return FINAL.has(failure.reason);
  return failure.kind === 'refused' || failure.kind === 'payload';
}
