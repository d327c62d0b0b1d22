import type { App, Receiver } from '@slack/bolt';
import type { Logger as SlackLogger, WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { InFlight } from '../../in-flight.ts';
import type { ResponseTimes } from '../../platform.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import { tellAuthorizationFailure } from './authorization-failure.ts';
import { TimedApp } from './timed-app.ts';

export interface AppOptions {
  readonly receiver: Receiver;
  readonly workspaces: Workspaces;
  readonly clientOptions: WebClientOptions;
  readonly slackLogger: SlackLogger;
  readonly responseTimes: ResponseTimes;
  readonly inFlight: InFlight;
  readonly log: Logger;
}

/** A Bolt app that acts with the token of the workspace that a payload comes from. */
export function createApp(options: AppOptions): App {
  const { receiver, workspaces, clientOptions, slackLogger, responseTimes, inFlight, log } = options;
  const app = new TimedApp(responseTimes, {
    receiver,
    logger: slackLogger,
    clientOptions,
    convoStore: false,
    extendedErrorHandler: true,
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const authorization = await workspaces.authorizePayload({
        ...(teamId === undefined ? {} : { teamId }),
        ...(enterpriseId === undefined ? {} : { enterpriseId }),
        isEnterpriseInstall,
      });
      if (!authorization) throw new Error(`the app is not installed in ${teamId ?? enterpriseId}`);
      return { ...authorization, ...(teamId === undefined ? {} : { teamId }) };
    },
  });
  app.error(async ({ error, body }: { readonly error: Error; readonly body: unknown }) => {
    log.warn({ reason: error.message }, 'a payload of Slack was not taken');
    // Not awaited: Slack is still waiting for the acknowledgement.
    void inFlight.track(tellAuthorizationFailure(error, body));
  });
  return app;
}
