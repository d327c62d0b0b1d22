import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { NEVER_CONNECTED } from '../../never-connected.ts';
import type { PostOutcome } from '../../platform.ts';
import { withoutSecrets } from './log.ts';

/** What a failed call means, and so what may be done next. */
export type Failure =
  | Exclude<PostOutcome, { readonly kind: 'posted' }>
  /** Our message was malformed: the plain text may be sent once instead. */
  | { readonly kind: 'payload'; readonly reason: string };

/** Milliseconds to wait when Slack names none. */
const UNNAMED_WAIT_MS = 30_000;

const INVITE = 'Invite the bot into the channel with /invite, or choose another channel.';
const READ_ONLY = 'The bot may not write there: choose another channel, or have an admin allow it.';
const REINSTALL = 'Install the app in the workspace again, and put the new token in place.';
const ADMIN = 'Ask an admin of the workspace to allow the app.';

/** Error codes of chat.postMessage and its like, https://docs.slack.dev/reference/methods/chat.postMessage */
const TARGET: Readonly<Record<string, string>> = {
  channel_not_found: INVITE,
  not_in_channel: INVITE,
  user_not_in_channel: INVITE,
  is_archived: 'The channel is archived: unarchive it, or choose another.',
  messages_tab_disabled: 'Switch on the Messages tab in the App Home settings of the app.',
  cannot_reply_to_message: 'The message cannot be answered in a thread: choose another place.',
  thread_not_found: 'The thread is gone: choose another place.',
  no_permission: READ_ONLY,
  restricted_action: READ_ONLY,
  restricted_action_thread_locked: READ_ONLY,
  restricted_action_read_only_channel: READ_ONLY,
  restricted_action_non_threadable_channel: READ_ONLY,
  restricted_action_thread_only_channel: READ_ONLY,
  user_not_found: 'The person is gone: choose another place.',
  cannot_dm_bot: 'A bot cannot be written to: choose another place.',
  user_disabled: 'The person’s account is closed: choose another place.',
};

const WORKSPACE: Readonly<Record<string, string>> = {
  account_inactive: REINSTALL,
  token_revoked: REINSTALL,
  token_expired: REINSTALL,
  /** Of `oauth.v2.access`: used before, and what came of it was lost. */
  invalid_refresh_token: REINSTALL,
  invalid_auth: REINSTALL,
  not_authed: REINSTALL,
  access_denied: ADMIN,
  app_access_restricted: ADMIN,
  ekm_access_denied: ADMIN,
  team_access_not_granted: ADMIN,
  team_added_to_org: REINSTALL,
  org_login_required: REINSTALL,
  two_factor_setup_required: 'Set up two-factor authentication for the account, as the workspace demands.',
  not_allowed_token_type: 'Use the bot token, which begins with xoxb-.',
  missing_scope: 'Add the scope to the app (npm run manifest prints all of them) and install it again.',
};

const PAYLOAD = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'too_many_attachments',
  'attachment_payload_limit_exceeded',
  'markdown_text_conflict',
  'metadata_too_large',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_must_be_sent_from_app',
  'invalid_arg_name',
  'invalid_arguments',
  'view_too_large',
  'block_mismatch',
]);

const LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
/** Slack says of the first that part of the operation may have succeeded. */
const UNKNOWN = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_unavailable',
]);

export function classifyError(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'limited', retryAfter: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    return classifyCode(
      error.data.error,
      error.data.response_metadata?.messages,
      'needed' in error.data ? error.data.needed : undefined,
    );
  }
  if (error instanceof WebAPIHTTPError) return classifyStatus(error.statusCode);
  const cause = error instanceof WebAPIRequestError ? error.original : error;
  if (cause instanceof Error && cause.message.includes('Retry header did not contain')) {
    return { kind: 'limited', retryAfter: UNNAMED_WAIT_MS };
  }
  return classifyNetwork(cause);
}

/** `views.push` on top of three modals. */
export function isPushLimit(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === 'push_limit_reached';
}

/** `ok: false` in an answer. */
export function classifyCode(code: string, details: readonly string[] = [], needed?: unknown): Failure {
  const target = TARGET[code];
  if (target !== undefined) return { kind: 'refused', scope: 'target', reason: code, remedy: target };
  const workspace = WORKSPACE[code];
  if (workspace !== undefined) {
    const reason = typeof needed === 'string' ? `${code}: ${needed}` : code;
    return { kind: 'refused', scope: 'workspace', reason, remedy: workspace };
  }
  if (PAYLOAD.has(code)) return { kind: 'payload', reason: [code, ...details].join(' ') };
  if (LIMITED.has(code)) return { kind: 'limited', retryAfter: UNNAMED_WAIT_MS };
  if (UNKNOWN.has(code)) return { kind: 'unknown', reason: code };
  // An error code nobody listed is an answer all the same: Slack understood and declined. A whole page is not.
  return /^[a-z_]{1,60}$/u.test(code)
    ? { kind: 'failed', reason: code }
    : { kind: 'unknown', reason: 'Slack’s answer was not understood' };
}

export function classifyStatus(status: number): Failure {
  if (status === 429) return { kind: 'limited', retryAfter: UNNAMED_WAIT_MS };
  const reason = `HTTP status ${status}`;
  return status >= 500 || status === 408 ? { kind: 'unknown', reason } : { kind: 'failed', reason };
}

function classifyNetwork(error: unknown): Failure {
  const codes = causes(error).flatMap((cause) => ('code' in cause ? [String(cause.code)] : []));
  const reason = withoutSecrets([...codes, error instanceof Error ? error.message : 'no answer'].join(': '));
  return codes.some((code) => NEVER_CONNECTED.has(code))
    ? { kind: 'failed', reason }
    : { kind: 'unknown', reason };
}

function causes(error: unknown): readonly Error[] {
  if (error instanceof AggregateError) return [error, ...error.errors.flatMap(causes)];
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
