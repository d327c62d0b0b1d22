import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { HandledEvents } from '../../platform.ts';
import { classifyError } from '../api/failures.ts';
import type { KeptInstallation } from './installation.ts';

/** Slack's rotated tokens live 12 hours; renewed from this long before, as Slack's own packages do. */
const RENEW_BEFORE_SECONDS = 2 * 60 * 60;
/** A process that claimed a renewal and died holds up the others for this long. */
const CLAIM_MS = 30_000;
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
  readonly log: Logger;
}

export interface TokenRotation {
  /** The installation with a token that is valid now. A renewal goes on behind it while the old token serves. */
  current(id: string, kept: KeptInstallation): Promise<KeptInstallation>;
}

/**
 * A refresh token works once, so a renewal must happen once, in one process: whoever claims the refresh token
 * renews, everybody else reads the result.
 */
export function createTokenRotation(options: TokenRotationOptions): TokenRotation {
  const { client, handledEvents, now, log } = options;
  const running = new Map<string, Promise<KeptInstallation>>();

  function seconds(): number {
    return now().epochMilliseconds / 1000;
  }

  async function renew(id: string, kept: KeptInstallation, refreshToken: string): Promise<KeptInstallation> {
    const lease = Math.floor(now().epochMilliseconds / CLAIM_MS);
    const fingerprint = createHash('sha256').update(refreshToken).digest('hex');
    if (!(await handledEvents.claim('slack', `renew:${fingerprint}:${lease}`, now()))) {
      return await awaitOther(id, kept);
    }
    // Another process may have renewed between our reading and our claim.
    const stored = await options.read(id);
    if (stored && stored.refreshToken !== refreshToken) return stored;
    const answer = await client.oauth.v2.access({
      client_id: options.clientId,
      client_secret: options.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    if (answer.access_token === undefined || answer.refresh_token === undefined) {
      throw new Error('expected an access token and a refresh token from oauth.v2.access');
    }
    const renewed = {
      ...kept,
      botToken: answer.access_token,
      refreshToken: answer.refresh_token,
      expiresAt: Math.floor(seconds()) + (answer.expires_in ?? 0),
    };
    await options.save(id, renewed);
    return renewed;
  }

  async function awaitOther(id: string, kept: KeptInstallation): Promise<KeptInstallation> {
    for (let poll = 0; poll < POLLS; poll += 1) {
      const stored = await options.read(id);
      if (stored && stored.refreshToken !== kept.refreshToken) return stored;
      await sleep(POLL_MS);
    }
    return kept;
  }

  return {
    async current(id, kept) {
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
  };
}
