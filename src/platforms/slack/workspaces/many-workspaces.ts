import { setTimeout as delay } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { createEncryption } from '../../encryption.ts';
import type { HandledEvents } from '../../platform.ts';
import { classifyError } from '../api/failures.ts';
import type { ManyWorkspaces } from '../settings.ts';
import type { Admission } from './admission.ts';
import { installationId, type KeptInstallation } from './installation.ts';
import type { Installations, StoredInstallation } from './installations.ts';
import { createKnownInstallations } from './known-installations.ts';
import { reencryptInstallations } from './reencrypt.ts';
import { createSealedInstallations } from './sealed-installations.ts';
import { createTokenRotation } from './token-rotation.ts';
import type { Authorization, WorkspaceSource, Workspaces } from './workspaces.ts';

export interface ManyWorkspacesOptions {
  readonly config: ManyWorkspaces;
  readonly admission: Admission;
  readonly installations: Installations;
  readonly handledEvents: HandledEvents;
  readonly clientFor: (token: string) => WebClient;
  /** For calls that need no token. */
  readonly anonymous: WebClient;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

export interface InstalledWorkspaces extends Workspaces {
  save(kept: KeptInstallation): Promise<void>;
}

/** All workspaces and organisations that installed the app, with their tokens encrypted at rest. */
export async function createManyWorkspaces(options: ManyWorkspacesOptions): Promise<InstalledWorkspaces> {
  const { config, admission, installations, clientFor, now, log } = options;
  const encryption = createEncryption(config.encryptionKeys);
  await reencryptInstallations({ installations, encryption, log });
  const suspended = new Map<string, string>();

  const sealed = createSealedInstallations(installations, encryption, now);

  async function write(id: string, kept: KeptInstallation): Promise<void> {
    await sealed.write(id, kept);
    suspended.delete(id);
    known.forget();
  }

  const rotation = createTokenRotation({
    client: options.anonymous,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    handledEvents: options.handledEvents,
    read: sealed.read,
    save: write,
    now,
    pause: (milliseconds) => delay(milliseconds, undefined, { ref: false }),
    log,
  });

  async function current(source: WorkspaceSource): Promise<KeptInstallation | undefined> {
    const found = await sealed.locate(source);
    return found && (await rotation.current(found.id, found.kept));
  }

  const known = createKnownInstallations({ lookUp: current, now, log });
  for (const stored of await installations.all()) {
    if (stored.suspendedBecause !== undefined) suspended.set(stored.id, stored.suspendedBecause);
    else learn(stored);
  }

  /** All of them at a start: a database that goes away right after it loses nobody's command. */
  function learn(stored: StoredInstallation & { readonly teams: readonly string[] }): void {
    try {
      const kept = sealed.unseal(stored);
      for (const source of sourcesOf(kept, stored.teams)) known.learn(source, kept);
    } catch (error) {
      log.error({ err: error, installation: stored.id }, 'an installation cannot be read');
    }
  }

  function authorizationOf(
    source: WorkspaceSource,
    kept: KeptInstallation | undefined,
  ): Authorization | undefined {
    if (!kept) return undefined;
    const { teamId = kept.teamId, enterpriseId = kept.enterpriseId } = source;
    admission.require({ teamId, enterpriseId });
    return { botToken: kept.botToken, botId: kept.botId, botUserId: kept.botUserId };
  }

  return {
    authorize: async (source) => authorizationOf(source, await current(source)),
    authorizePayload: async (source) => authorizationOf(source, await known.find(source)),
    async suspend(workspace, { reason, remedy }) {
      const found = await sealed.locate({ teamId: workspace }, 'suspended');
      const id = found?.id ?? workspace;
      const why = `${reason}. ${remedy}`;
      suspended.set(id, why);
      await installations.suspend(id, why);
      known.forget();
      log.error(
        { installation: id, reason },
        'nothing more is sent to a workspace until the app is installed again',
      );
    },
    // The token that worked is proof enough; a suspension in the store ends with an installation.
    restored: () => {},
    async removed(source) {
      const found = await sealed.locate(source, 'suspended');
      if (!found) return false;
      // The two events come in any order, and also after a quick new installation: the token itself decides.
      try {
        const { botToken } = await rotation.current(found.id, found.kept);
        await clientFor(botToken).auth.test();
        log.info(
          { installation: found.id },
          'a removal was reported for an installation that works; keeping it',
        );
        return false;
      } catch (error) {
        const failure = classifyError(error);
        if (failure.kind !== 'refused') throw error;
        rotation.forget(found.id);
        await installations.remove(found.id);
        suspended.delete(found.id);
        known.forget();
        log.info(
          { installation: found.id },
          'the app was removed from a workspace; its tokens are forgotten',
        );
        return true;
      }
    },
    suspended: () => [...suspended].map(([workspace, reason]) => ({ workspace, reason })),
    save: (kept) => write(installationId(kept), kept),
  };
}

/** How Slack names the workspaces that are reached through an installation. */
function sourcesOf(kept: KeptInstallation, teams: readonly string[]): readonly WorkspaceSource[] {
  const { teamId, enterpriseId, isEnterpriseInstall } = kept;
  if (!isEnterpriseInstall) return teamId === undefined ? [] : [{ teamId }];
  if (enterpriseId === undefined) return [];
  return teams.map((team) => ({ teamId: team, enterpriseId, isEnterpriseInstall }));
}
