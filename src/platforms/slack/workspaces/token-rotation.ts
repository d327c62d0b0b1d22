import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { HandledEvents } from '../../platform.ts';
import { classifyError } from '../api/failures.ts';
import type { KeptInstallation } from './installation.ts';
import { createRenewalClaim } from './renewal-claim.ts';
import { createRenewedTokens } from './renewed-tokens.ts';

/** Slack's rotated tokens live 12 hours; renewed from this long before, as Slack's own packages do. */
const RENEW_BEFORE_SECONDS = 2 * 60 * 60;
const POLL_MS = 250;
const POLLS = 20;
export interface TokenRotationOptions {
  readonly client: WebClient;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly handledEvents: HandledEvents;
  readonly read: (id: string) => Promise<KeptInstallation | undefined>;
  readonly save: (id: string, kept: KeptInstallation) => Promise<void>;
  readonly now: () => Temporal.Instant;
  /** Resolves after so many milliseconds, without keeping the process alive. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly log: Logger;
}

export interface TokenRotation {
  /**
   * The installation with a token that is valid now. A renewal goes on behind it while the old token serves.
   * Rejects when the token has expired: with Slack's error where it cannot be renewed any more.
   */
  current(id: string, kept: KeptInstallation): Promise<KeptInstallation>;
  /** The installation is removed: what could not be stored of it yet must not bring it back. */
  forget(id: string): void;
}

/**
 * A refresh token works once, so a renewal must happen once, in one process: whoever claims the refresh token
 * renews, everybody else reads the result.
 */
export function createTokenRotation(options: TokenRotationOptions): TokenRotation {
  const { client, handledEvents, now, pause, log } = options;
  const running = new Map<string, Promise<KeptInstallation>>();
  const claim = createRenewalClaim(handledEvents, now);
  const renewedTokens = createRenewedTokens(options);

  function seconds(): number {
    return now().epochMilliseconds / 1000;
  }

  async function renew(id: string, kept: KeptInstallation, refreshToken: string): Promise<KeptInstallation> {
    if (!(await claim(refreshToken))) {
      return await awaitOther(id, refreshToken);
    }
    // Another process may have renewed between our reading and our claim.
    const before = await renewedByOther(id, refreshToken);
    if (before) return before;
    const renewed = await renewedBySlack(id, kept, refreshToken);
    await renewedTokens.keep(id, refreshToken, renewed);
    return renewed;
  }

  async function renewedBySlack(
    id: string,
    kept: KeptInstallation,
    refreshToken: string,
  ): Promise<KeptInstallation> {
    try {
      const answer = await client.oauth.v2.access({
        client_id: options.clientId,
        client_secret: options.clientSecret,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      });
      if (answer.access_token === undefined || answer.refresh_token === undefined) {
        throw new Error('expected an access token and a refresh token from oauth.v2.access');
      }
      return {
        ...kept,
        botToken: answer.access_token,
        refreshToken: answer.refresh_token,
        expiresAt: Math.floor(seconds()) + (answer.expires_in ?? 0),
      };
    } catch (error) {
      // Used up by a process that was so slow that its claim had ended: what it got is what counts.
      const renewed =
        classifyError(error).kind === 'refused' ? await renewedByOther(id, refreshToken) : undefined;
      if (renewed) return renewed;
      throw error;
    }
  }

  async function renewedByOther(id: string, refreshToken: string): Promise<KeptInstallation | undefined> {
    const stored = await options.read(id);
    return stored && stored.refreshToken !== refreshToken ? stored : undefined;
  }

  async function awaitOther(id: string, refreshToken: string): Promise<KeptInstallation> {
    for (let poll = 0; poll < POLLS; poll += 1) {
      const renewed = await renewedByOther(id, refreshToken);
      if (renewed) return renewed;
      await pause(POLL_MS);
    }
    // Not the expired token: with that, Slack would call the workspace dead.
    throw new Error('another process has claimed the renewal of a token, and has not stored the new one yet');
  }

  return {
    async current(id, given) {
      const kept = renewedTokens.unsaved(id, given.refreshToken) ?? given;
      if (kept.refreshToken === undefined || kept.expiresAt === undefined) return kept;
      const left = kept.expiresAt - seconds();
      if (left > RENEW_BEFORE_SECONDS) return kept;
      let renewal = running.get(id);
      if (!renewal) {
        renewal = renew(id, kept, kept.refreshToken).finally(() => running.delete(id));
        running.set(id, renewal);
        renewal.catch((error: unknown) =>
          log.error({ failure: classifyError(error), installation: id }, 'a token could not be renewed'),
        );
      }
      return left > 0 ? kept : await renewal;
    },
    forget: renewedTokens.forget,
  };
}
