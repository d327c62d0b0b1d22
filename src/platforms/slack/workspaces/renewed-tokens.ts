import type { Logger } from 'pino';
import type { KeptInstallation } from './installation.ts';

/** Milliseconds before a renewed token is stored again that could not be; doubled each time up to the longest. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

export interface RenewedTokensOptions {
  readonly read: (id: string) => Promise<KeptInstallation | undefined>;
  readonly save: (id: string, kept: KeptInstallation) => Promise<void>;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly log: Logger;
}

/**
 * Renewed tokens on their way into the store. Slack gives each once: without it the workspace would have to install
 * the app again.
 */
export interface RenewedTokens {
  /** Stores it; goes on trying behind the caller where that fails at first. Never rejects. */
  keep(id: string, replaced: string, renewed: KeptInstallation): Promise<void>;
  /** What replaced this refresh token, while the store does not have it yet. */
  unsaved(id: string, refreshToken: string | undefined): KeptInstallation | undefined;
  forget(id: string): void;
}

export function createRenewedTokens({ read, save, pause, log }: RenewedTokensOptions): RenewedTokens {
  const unsaved = new Map<string, { readonly replaced: string; readonly renewed: KeptInstallation }>();

  /** Unless something newer is stored: the app was installed again meanwhile. */
  async function store(id: string): Promise<void> {
    const kept = unsaved.get(id);
    if (!kept) return;
    const stored = await read(id);
    if (unsaved.get(id) !== kept) return;
    if (!stored || stored.refreshToken === kept.replaced) await save(id, kept.renewed);
    unsaved.delete(id);
  }

  async function storeLater(id: string, reason: unknown): Promise<void> {
    let error = reason;
    for (let wait = FIRST_PAUSE; unsaved.has(id); wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      log.error({ err: error, installation: id, seconds: wait / 1000 }, 'a renewed token is not stored yet');
      await pause(wait);
      await store(id).catch((again: unknown) => {
        error = again;
      });
    }
  }

  return {
    async keep(id, replaced, renewed) {
      unsaved.set(id, { replaced, renewed });
      await store(id).catch((error: unknown) => void storeLater(id, error));
    },
    unsaved(id, refreshToken) {
      const kept = unsaved.get(id);
      return kept?.replaced === refreshToken ? kept?.renewed : undefined;
    },
    forget: (id) => void unsaved.delete(id),
  };
}
