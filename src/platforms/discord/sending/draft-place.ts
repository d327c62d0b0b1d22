import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { createEncryption } from '../../encryption.ts';

/** Where a draft is shown: a message of the bot itself, or the reply that an interaction's token can change. */
export type DraftPlace =
  | { readonly kind: 'message'; readonly channelId: string }
  | { readonly kind: 'interaction'; readonly token: string };

/** Writes places down, and reads them again. */
export interface DraftPlaces {
  /** @param key of the draft: what is sealed for one opens for no other */
  write(place: DraftPlace, key: string): string;
  /** Undefined where the bot's token was changed since: nobody can read it any more. */
  read(place: string, key: string): DraftPlace | undefined;
}

const written = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channelId: z.string() }),
  z.object({ kind: z.literal('interaction'), sealed: z.string() }),
]);

/**
 * Whoever has an interaction's token can speak as the bot there for a quarter of an hour, so it is never written down
 * readable. The key is made of the bot's token, a secret that all processes of the bot have and the database has not.
 */
export function createDraftPlaces(botToken: string): DraftPlaces {
  const key = hkdfSync('sha256', botToken, '', 'tokens of interactions', 32);
  const encryption = createEncryption([Buffer.from(key).toString('hex')]);
  const purposeOf = (draft: string) => `interaction ${draft}`;
  return {
    write: (place, draft) =>
      JSON.stringify(
        place.kind === 'message'
          ? place
          : { kind: place.kind, sealed: encryption.encrypt(place.token, purposeOf(draft)) },
      ),
    read(text, draft) {
      const place = written.parse(JSON.parse(text));
      if (place.kind === 'message') return place;
      try {
        return { kind: 'interaction', token: encryption.decrypt(place.sealed, purposeOf(draft)).plain };
      } catch {
        return undefined;
      }
    },
  };
}
