import type { Logger } from 'pino';
import { orTimeout, TIMED_OUT } from '../../../resilience/timeout.ts';
import type { KeptInstallation } from './installation.ts';
import type { WorkspaceSource } from './workspaces.ts';

/** Younger ones are used without a look at the store. */
const FRESH_MS = 60_000;
/** Waited for the renewal of an expired token: half of what Slack waits for an acknowledgement. */
const RENEWAL_MS = 1_500;

export interface KnownInstallations {
  /** As last looked up, while a new look is under way; only what was never looked up has to wait for the store. */
  find(source: WorkspaceSource): Promise<KeptInstallation | undefined>;
  /** What a look at the store has shown. */
  learn(source: WorkspaceSource, kept: KeptInstallation): void;
  /** Something was installed or removed here: everything is looked up again. */
  forget(): void;
}

export interface KnownInstallationsOptions {
  readonly lookUp: (source: WorkspaceSource) => Promise<KeptInstallation | undefined>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/**
 * Slack waits three seconds for the acknowledgement of a payload, and Bolt wants to know the workspace's token before:
 * a database that is slow, or away for a while, must not lose what people type.
 */
export function createKnownInstallations(options: KnownInstallationsOptions): KnownInstallations {
  const { now, log } = options;
  const known = new Map<string, { readonly kept: KeptInstallation; readonly at: number }>();
  const looking = new Map<string, Promise<KeptInstallation | undefined>>();
  let generation = 0;

  async function lookUp(source: WorkspaceSource): Promise<KeptInstallation | undefined> {
    const asked = generation;
    const kept = await options.lookUp(source);
    // What was installed or removed meanwhile may be newer than what was read.
    if (asked !== generation) return kept;
    if (kept) learn(source, kept);
    else known.delete(keyOf(source));
    return kept;
  }

  function lookUpOnce(source: WorkspaceSource): Promise<KeptInstallation | undefined> {
    const key = keyOf(source);
    const underWay = looking.get(key);
    if (underWay) return underWay;
    const started = lookUp(source).finally(() => {
      if (looking.get(key) === started) looking.delete(key);
    });
    looking.set(key, started);
    return started;
  }

  function learn(source: WorkspaceSource, kept: KeptInstallation): void {
    known.set(keyOf(source), { kept, at: now().epochMilliseconds });
  }

  return {
    async find(source) {
      const found = known.get(keyOf(source));
      const at = now().epochMilliseconds;
      if (!found) return await lookUpOnce(source);
      const serveKnown = (error: unknown) => {
        log.warn({ err: error }, 'an installation could not be looked up; what is known of it serves');
        return found.kept;
      };
      // The answer to a command needs no token: one that has expired, and cannot be renewed just now, loses no command.
      if (at >= (found.kept.expiresAt ?? Number.POSITIVE_INFINITY) * 1000) {
        const current = await orTimeout(lookUpOnce(source).catch(serveKnown), RENEWAL_MS);
        return current === TIMED_OUT ? found.kept : current;
      }
      if (at - found.at > FRESH_MS) lookUpOnce(source).catch(serveKnown);
      return found.kept;
    },
    learn,
    forget() {
      generation += 1;
      known.clear();
      looking.clear();
    },
  };
}

function keyOf({ teamId, enterpriseId, isEnterpriseInstall }: WorkspaceSource): string {
  return isEnterpriseInstall ? `${enterpriseId}/${teamId}` : (teamId ?? `${enterpriseId}`);
}
