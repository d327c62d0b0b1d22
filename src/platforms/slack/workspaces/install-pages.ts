import { createHash } from 'node:crypto';
import type { CustomRoute, Logger as SlackLogger } from '@slack/bolt';
import { ClearStateStore, InstallProvider, InvalidStateError, type StateStore } from '@slack/oauth';
import type { WebClientOptions } from '@slack/web-api';
import type { HandledEvents } from '../../platform.ts';
import { INSTALL_PATH, REDIRECT_PATH } from '../registration/paths.ts';
import { BOT_SCOPES } from '../registration/scopes.ts';
import type { ManyWorkspaces } from '../settings.ts';
import { type KeptInstallation, keep } from './installation.ts';

export interface InstallPagesOptions {
  readonly config: ManyWorkspaces;
  readonly apiUrl: string;
  readonly clientOptions: WebClientOptions;
  readonly slackLogger: SlackLogger;
  readonly handledEvents: HandledEvents;
  readonly save: (kept: KeptInstallation) => Promise<void>;
  readonly now: () => Temporal.Instant;
}

/** The two pages that a browser visits to install the app in a workspace. */
export function installPages(options: InstallPagesOptions): CustomRoute[] {
  const { config, apiUrl, clientOptions, slackLogger, save } = options;
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
  return [
    { path: INSTALL_PATH, method: 'GET', handler: (req, res) => void provider.handleInstallPath(req, res) },
    { path: REDIRECT_PATH, method: 'GET', handler: (req, res) => void provider.handleCallback(req, res) },
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
