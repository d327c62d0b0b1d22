import type { KnownBlock } from '@slack/types';
import type { Logger } from 'pino';
import { request } from 'undici';
import { classifyCode, classifyStatus, type Failure } from '../api/failures.ts';
import type { SlackMessage } from '../rendering/render.ts';

/**
 * One use of a `response_url`: five uses within 30 minutes, without token and wherever the command was typed.
 * The address lets anyone who has it speak as the bot, so it goes into no log.
 */
export interface ResponseBody extends Envelope {
  readonly text: string;
  readonly blocks?: KnownBlock[];
}

/** Who sees the message, and where it stands. */
export interface Envelope {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original: boolean;
  readonly thread_ts?: string;
}

export type RespondOutcome = { readonly kind: 'sent' } | Failure;

/** Slack answers these within a second as a rule. */
const RESPOND_TIMEOUT_MS = 5_000;

/** Sends a message Slack calls malformed once more as plain text. Never rejects. */
export async function respondOrPlain(
  url: string,
  message: SlackMessage,
  envelope: Envelope,
  log: Logger,
): Promise<RespondOutcome> {
  const outcome = await respond(url, { ...message, ...envelope });
  if (outcome.kind !== 'payload') return outcome;
  log.error({ reason: outcome.reason }, 'Slack refused the blocks of an answer; sending its plain text');
  return await respond(url, { text: message.text, ...envelope });
}

/** Bolt's own `respond` has no time limit. Never rejects. */
export async function respond(url: string, body: ResponseBody): Promise<RespondOutcome> {
  try {
    // The built-in fetch takes four times the processor time of this.
    const response = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, unfurl_links: false, unfurl_media: false }),
      signal: AbortSignal.timeout(RESPOND_TIMEOUT_MS),
    });
    const said = await response.body.text();
    const accepted = response.statusCode >= 200 && response.statusCode < 300;
    if (accepted && (said === '' || said === 'ok' || /"ok"\s*:\s*true/u.test(said))) return { kind: 'sent' };
    const code = /\b(?:invalid_blocks(?:_format)?|msg_blocks_too_long|msg_too_long|no_text)\b/u.exec(
      said,
    )?.[0];
    if (code !== undefined) return classifyCode(code);
    return accepted ? { kind: 'sent' } : classifyStatus(response.statusCode);
  } catch {
    return { kind: 'unknown', reason: 'the response_url did not answer in time' };
  }
}
