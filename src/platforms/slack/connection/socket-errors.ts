import { WebAPIPlatformError } from '@slack/web-api';
import { UserError } from '../../../errors.ts';
import { withoutSecrets } from '../api/log.ts';

/** Codes of `apps.connections.open` that no waiting mends. */
const FATAL: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'user_removed_from_team',
  'team_disabled',
  'socket_mode_not_enabled',
]);

export function isFatal(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && FATAL.has(error.data.error);
}

/** In a word or two, without what must not be logged. */
export function describeSocketError(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return withoutSecrets(error instanceof Error ? error.message : String(error));
}

/** What whoever starts the program reads when there is no connection at all. */
export function cannotConnect(error: unknown): UserError {
  const reason = describeSocketError(error);
  if (error instanceof WebAPIPlatformError && error.data.error === 'missing_scope') {
    return new UserError(
      'not_allowed',
      'SLACK_APP_TOKEN lacks the scope connections:write.',
      'Make an app-level token with that scope under Basic Information of the Slack app.',
    );
  }
  return isFatal(error)
    ? new UserError(
        'not_allowed',
        `Slack does not accept SLACK_APP_TOKEN (${reason}).`,
        'Copy the app-level token (xapp-…) from Basic Information of the Slack app, and see that Socket Mode is on.',
      )
    : new UserError(
        'unavailable',
        `Slack’s Socket Mode could not be reached (${reason}).`,
        'Check the network and SLACK_API_URL, then start again.',
      );
}
