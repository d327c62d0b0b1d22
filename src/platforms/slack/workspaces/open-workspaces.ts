import type { CustomRoute, Logger as SlackLogger } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { UserError } from '../../../errors.ts';
import type { HandledEvents } from '../../platform.ts';
import { INSTALL_PATH } from '../registration/paths.ts';
import type { SlackConfig } from '../settings.ts';
import { type Admission, createAdmission } from './admission.ts';
import { openOneWorkspace } from './check-token.ts';
import { installPages } from './install-pages.ts';
import type { Installations } from './installations.ts';
import { createManyWorkspaces } from './many-workspaces.ts';
import type { Workspaces } from './workspaces.ts';

export interface OpenWorkspacesOptions {
  readonly config: SlackConfig;
  /** Needed for many workspaces by OAuth. */
  readonly installations: Installations | undefined;
  readonly handledEvents: HandledEvents;
  readonly clientFor: (token: string) => WebClient;
  readonly clientOptions: WebClientOptions;
  readonly slackLogger: SlackLogger;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

export interface OpenWorkspaces {
  readonly workspaces: Workspaces;
  readonly admission: Admission;
  /** Where and how the bot is reached, for people. */
  readonly detail: string;
  /** For browsers, to install the app; none where one workspace has it already. */
  readonly pages: CustomRoute[];
}

const OPEN = ' (any workspace may, and then reads all briefings: SLACK_ALLOWED_TEAMS names those that may)';

/**
 * The one workspace that the bot token is for, or the many that install the app.
 * @throws UserError when Slack does not take the token, or the settings do not go together
 */
export async function openWorkspaces(options: OpenWorkspacesOptions): Promise<OpenWorkspaces> {
  const { config, installations, handledEvents, clientFor, clientOptions, slackLogger, now, log } = options;
  const { tokens } = config;
  const admission = createAdmission(config.allowedTeams);
  if (tokens.kind === 'one') {
    const { botToken } = tokens;
    const { workspaces, team } = await openOneWorkspace(clientFor(botToken), botToken, admission, log);
    return { workspaces, admission, detail: `Slack: ${team}, ${config.command}`, pages: [] };
  }
  if (config.intake.kind === 'socket') {
    throw new UserError(
      'conflict',
      'Many workspaces by OAuth need HTTP, but SLACK_APP_TOKEN chooses Socket Mode.',
      'Remove SLACK_APP_TOKEN and set SLACK_SIGNING_SECRET.',
    );
  }
  if (!installations) throw new Error('many workspaces need a place for their installations');
  const workspaces = await createManyWorkspaces({
    config: tokens,
    admission,
    installations,
    handledEvents,
    clientFor,
    anonymous: new WebClient(undefined, clientOptions),
    now,
    log,
  });
  const pages = installPages({
    config: tokens,
    apiUrl: config.apiUrl,
    clientOptions,
    slackLogger,
    handledEvents,
    admission,
    clientFor,
    save: workspaces.save,
    now,
    log,
  });
  return {
    workspaces,
    admission,
    detail: `Slack: install at ${new URL(INSTALL_PATH, tokens.publicUrl).href}${admission.isOpen ? OPEN : ''}`,
    pages,
  };
}
