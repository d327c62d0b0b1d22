import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CustomRoute, Logger as SlackLogger } from '@slack/bolt';
import {
  ClearStateStore,
  type Installation,
  InstallProvider,
  type InstallURLOptions,
  InvalidStateError,
  type OrgInstallation,
  type StateStore,
} from '@slack/oauth';
import type { WebClient, WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { UserError } from '../../../errors.ts';
import type { HandledEvents } from '../../platform.ts';
import { classifyError } from '../api/failures.ts';
import { INSTALL_PATH, REDIRECT_PATH } from '../registration/paths.ts';
import { BOT_SCOPES } from '../registration/scopes.ts';
import type { ManyWorkspaces } from '../settings.ts';
import type { Admission } from './admission.ts';
import { installationId, type KeptInstallation, keep } from './installation.ts';

export interface InstallPagesOptions {
  readonly config: ManyWorkspaces;
  readonly apiUrl: string;
  readonly clientOptions: WebClientOptions;
  readonly slackLogger: SlackLogger;
  readonly handledEvents: HandledEvents;
  readonly admission: Admission;
  readonly clientFor: (token: string) => WebClient;
  readonly save: (kept: KeptInstallation) => Promise<void>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** The two pages that a browser visits to install the app in a workspace. */
export function installPages(options: InstallPagesOptions): CustomRoute[] {
  const { config, apiUrl, clientOptions, slackLogger, admission, clientFor, save, log } = options;
  const provider = new InstallProvider({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    stateStore: oneTimeState(config.stateSecret, options),
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    installationStore: {
      storeInstallation: async (installation) => await save(keep(installation)),
      // Only the pages are used of the provider; who may act where is decided by the workspaces.
      fetchInstallation: () => Promise.reject(new Error('installations are not read here')),
    },
    installUrlOptions: {
      scopes: BOT_SCOPES.map(({ scope }) => scope),
      redirectUri: new URL(REDIRECT_PATH, config.publicUrl).href,
    },
    clientOptions,
    logger: slackLogger,
  });
  /** The token is given back, so that nothing of an installation that is not wanted remains. */
  async function afterInstallation(
    installation: Installation | OrgInstallation,
    _options: InstallURLOptions,
    _request: IncomingMessage,
    response: ServerResponse,
  ): Promise<boolean> {
    const kept = keep(installation);
    try {
      admission.require(kept);
      return true;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      log.warn({ installation: installationId(kept) }, 'the app was installed where it is not meant to be');
      await clientFor(kept.botToken)
        .auth.revoke()
        .catch((failure: unknown) =>
          log.warn({ failure: classifyError(failure) }, 'its token could not be given back'),
        );
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`${error.message} ${error.hint}\n`);
      return false;
    }
  }

  return [
    { path: INSTALL_PATH, method: 'GET', handler: (req, res) => void provider.handleInstallPath(req, res) },
    {
      path: REDIRECT_PATH,
      method: 'GET',
      handler: (req, res) => void provider.handleCallback(req, res, { afterInstallation }),
    },
  ];
}

/** Slack's signed state is good for ten minutes and any number of uses; here for one. */
function oneTimeState(
  secret: string,
  { handledEvents, now }: Pick<InstallPagesOptions, 'handledEvents' | 'now'>,
): StateStore {
  const signed = new ClearStateStore(secret);
  return {
    generateStateParam: (installOptions, at) => signed.generateStateParam(installOptions, at),
    async verifyStateParam(at, state) {
      const installOptions = await signed.verifyStateParam(at, state);
      const id = createHash('sha256').update(state).digest('hex');
      if (!(await handledEvents.claim('slack', `oauth-state:${id}`, now()))) {
        throw new InvalidStateError('The state parameter was used before');
      }
      return installOptions;
    },
  };
}
