import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  SESSION_HOURS,
  WRONG_PASSWORD_MINUTES,
  WRONG_PASSWORDS_IN_ALL,
  WRONG_PASSWORDS_PER_ADDRESS,
} from '../limits.ts';

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly session: string }
  | { readonly kind: 'wrong' }
  /** Too many wrong passwords: nothing is compared until then. */
  | { readonly kind: 'paused'; readonly until: Temporal.Instant };

/** Who knows the password. Sessions live in memory: a restart signs everyone out. */
export interface SignIn {
  attempt(password: string, address: string): SignInOutcome;
  isSignedIn(session: string | undefined): boolean;
  signOut(session: string): void;
}

export function createSignIn(password: string, now: () => Temporal.Instant): SignIn {
  const expected = digest(password);
  /** Only digests are kept, and looking one up tells nothing useful by its timing. */
  const sessions = new Map<string, Temporal.Instant>();
  let wrong: { readonly address: string; readonly at: Temporal.Instant }[] = [];

  function pausedUntil(address: string): Temporal.Instant | undefined {
    const since = now().subtract({ minutes: WRONG_PASSWORD_MINUTES });
    wrong = wrong.filter(({ at }) => Temporal.Instant.compare(at, since) > 0);
    const here = wrong.filter((attempt) => attempt.address === address);
    const decisive =
      here.length >= WRONG_PASSWORDS_PER_ADDRESS
        ? here.at(-WRONG_PASSWORDS_PER_ADDRESS)
        : wrong.at(-WRONG_PASSWORDS_IN_ALL);
    return decisive?.at.add({ minutes: WRONG_PASSWORD_MINUTES });
  }

  return {
    attempt(given, address) {
      const until = pausedUntil(address);
      if (until) return { kind: 'paused', until };
      // Digests have one length, so that the comparison takes one time whatever was typed.
      if (!timingSafeEqual(digest(given), expected)) {
        wrong.push({ address, at: now() });
        return { kind: 'wrong' };
      }
      for (const [key, ends] of sessions)
        if (Temporal.Instant.compare(ends, now()) <= 0) sessions.delete(key);
      const session = randomBytes(32).toString('base64url');
      sessions.set(sessionKey(session), now().add({ hours: SESSION_HOURS }));
      return { kind: 'signed-in', session };
    },
    isSignedIn(session) {
      const ends = session === undefined ? undefined : sessions.get(sessionKey(session));
      return ends !== undefined && Temporal.Instant.compare(now(), ends) < 0;
    },
    signOut(session) {
      sessions.delete(sessionKey(session));
    },
  };
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

function sessionKey(session: string): string {
  return digest(session).toString('base64url');
}
