import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { UserError } from '../../../errors.ts';
import { classifyError } from '../api/failures.ts';
import { missingScopes } from '../registration/scopes.ts';
import type { Admission } from './admission.ts';
import { createOneWorkspace } from './one-workspace.ts';
import type { Workspaces } from './workspaces.ts';

/** Checks the bot token and its scopes, and says what is missing. */
export async function openOneWorkspace(
  client: WebClient,
  botToken: string,
  admission: Admission,
  log: Logger,
): Promise<{ workspaces: Workspaces; team: string }> {
  try {
    const {
      bot_id = '',
      user_id = '',
      team = '',
      team_id: teamId,
      enterprise_id: enterpriseId,
      response_metadata,
    } = await client.auth.test();
    const own = { teamId, enterpriseId };
    admission.require(own);
    const missing = missingScopes(response_metadata?.scopes);
    if (missing.necessary.length > 0) {
      throw new UserError(
        'not_allowed',
        `The Slack app lacks the bot ${missing.necessary.length === 1 ? 'scope' : 'scopes'} ${missing.necessary.join(', ')}.`,
        'Update the app with what `npm run manifest` prints, and install it in the workspace again.',
      );
    }
    if (missing.useful.length > 0) {
      log.warn({ scopes: missing.useful }, 'the Slack app lacks scopes; npm run manifest prints all of them');
    }
    const authorization = { botToken, botId: bot_id, botUserId: user_id };
    return { workspaces: createOneWorkspace({ authorization, own, admission }), team };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const failure = classifyError(error);
    throw failure.kind === 'refused'
      ? new UserError(
          'not_allowed',
          `Slack does not accept SLACK_BOT_TOKEN (${failure.reason}).`,
          'Install the app in the workspace, then copy the bot token (xoxb-…) from OAuth & Permissions.',
        )
      : new UserError(
          'unavailable',
          `Slack could not be reached (${'reason' in failure ? failure.reason : 'rate limited'}).`,
          'Check the network and SLACK_API_URL, then start again.',
        );
  }
}
