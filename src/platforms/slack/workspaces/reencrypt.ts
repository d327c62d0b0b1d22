import type { Logger } from 'pino';
import type { Encryption } from '../../encryption.ts';
import type { Installations } from './installations.ts';

/**
 * Seals with the newest key what an older one sealed, so that the older one can be given up. Tokens that are renewed
 * at the same moment, by this process or another, are sealed with its newest key anyway and are left alone.
 */
export async function reencryptInstallations(options: {
  readonly installations: Installations;
  readonly encryption: Encryption;
  readonly log: Logger;
}): Promise<void> {
  const { installations, encryption, log } = options;
  let renewed = 0;
  const unreadable: string[] = [];
  for (const { id, sealed } of await installations.all()) {
    try {
      const { plain, old } = encryption.decrypt(sealed, id);
      if (old && (await installations.replaceSealed(id, sealed, encryption.encrypt(plain, id)))) renewed += 1;
    } catch {
      unreadable.push(id);
    }
  }
  if (renewed > 0) {
    log.warn(
      { installations: renewed },
      'stored tokens are encrypted with the newest key of SLACK_ENCRYPTION_KEY now; once this was said, older keys may be removed',
    );
  }
  if (unreadable.length > 0) {
    log.error(
      { installations: unreadable },
      'the tokens of these workspaces open with no key of SLACK_ENCRYPTION_KEY: add the key that they were stored with, or have the app installed there again',
    );
  }
}
