import { createHash } from 'node:crypto';
import type { HandledEvents } from '../../platform.ts';

/** A process that claimed a renewal and died holds up the others for one to two such windows. */
const CLAIM_MS = 30_000;

/** True for the one process that may use this refresh token now, and for that one however often it asks. */
export type ClaimRenewal = (refreshToken: string) => Promise<boolean>;

/**
 * A claim holds for the rest of its window of time and the next one. Only who gets both has it: so two processes on
 * either side of a boundary, or with clocks a little apart, cannot both.
 */
export function createRenewalClaim(handledEvents: HandledEvents, now: () => Temporal.Instant): ClaimRenewal {
  /** Claims of this process, with the window they are for: a renewal that failed is tried again under them. */
  const held = new Map<string, number>();

  return async (refreshToken) => {
    const at = now();
    const window = Math.floor(at.epochMilliseconds / CLAIM_MS);
    const fingerprint = createHash('sha256').update(refreshToken).digest('hex');
    for (const [key, until] of held) if (until < window) held.delete(key);
    const claimed = async (which: number) => {
      const key = `renew:${fingerprint}:${which}`;
      if (held.has(key)) return true;
      const isOurs = await handledEvents.claim('slack', key, at);
      if (isOurs) held.set(key, which);
      return isOurs;
    };
    return (await claimed(window)) && (await claimed(window + 1));
  };
}
