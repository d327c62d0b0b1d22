import type { Logger } from 'pino';
import { RENEW_BEFORE_SECONDS } from './token-rotation.ts';
import type { Authorization, WorkspaceSource, Workspaces } from './workspaces.ts';

/** Younger ones are used without a look at the store. */
const FRESH_MS = 60_000;
/** Older ones are not used at all: well within the time for which a token is still valid when it is due for renewal. */
const KEPT_MS = (RENEW_BEFORE_SECONDS * 1000) / 2;

export interface KnownAuthorizations {
  /** As last looked up, while a new look is under way; only who was never looked up has to wait for the store. */
  find(source: WorkspaceSource): Promise<Authorization | undefined>;
  /** Something was installed or removed here: everything is looked up again. */
  forget(): void;
}

export interface KnownAuthorizationsOptions {
  readonly authorize: Workspaces['authorize'];
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/**
 * Slack waits three seconds for the acknowledgement of a payload, and Bolt wants to know the workspace's token before:
 * a database that is slow, or away for a minute, must not lose what people type.
 */
export function createKnownAuthorizations(options: KnownAuthorizationsOptions): KnownAuthorizations {
  const { authorize, now, log } = options;
  const known = new Map<string, { readonly authorization: Authorization; readonly at: number }>();
  const looking = new Map<string, Promise<Authorization | undefined>>();
  let generation = 0;

  async function lookUp(key: string, source: WorkspaceSource): Promise<Authorization | undefined> {
    const asked = generation;
    const authorization = await authorize(source);
    // What was installed or removed meanwhile may be newer than what was read.
    if (asked !== generation) return authorization;
    if (authorization) known.set(key, { authorization, at: now().epochMilliseconds });
    else known.delete(key);
    return authorization;
  }

  function lookUpOnce(key: string, source: WorkspaceSource): Promise<Authorization | undefined> {
    const underWay = looking.get(key);
    if (underWay) return underWay;
    const started = lookUp(key, source).finally(() => looking.delete(key));
    looking.set(key, started);
    return started;
  }

  return {
    async find(source) {
      const { teamId, enterpriseId, isEnterpriseInstall } = source;
      const key = JSON.stringify([teamId, enterpriseId, isEnterpriseInstall]);
      const found = known.get(key);
      const age = found ? now().epochMilliseconds - found.at : Number.POSITIVE_INFINITY;
      if (!found || age > KEPT_MS) return await lookUpOnce(key, source);
      if (age > FRESH_MS)
        lookUpOnce(key, source).catch((error: unknown) =>
          log.warn({ err: error }, 'an installation could not be looked up; what is known of it serves'),
        );
      return found.authorization;
    },
    forget() {
      generation += 1;
      known.clear();
      looking.clear();
    },
  };
}
