import { useState } from 'preact/hooks';
import type { Action } from '../../../../reply.ts';
import { press, share } from '../state/api.ts';
import type { Workspace } from '../state/workspace.ts';

/** Buttons that must not act twice: one press of a message at a time, and each of its sections shared once. */
export interface OncePerMessage {
  readonly press: (message: number, action: Extract<Action, { kind: 'run' }>) => Promise<void>;
  readonly share: (message: number, words: string) => Promise<void>;
  readonly isBusy: (message: number) => boolean;
  readonly isShared: (message: number, words: string) => boolean;
}

export function useOncePerMessage(me: string, workspace: Workspace): OncePerMessage {
  const busy = useMembers<number>();
  const shared = useMembers<string>();
  return {
    async press(message, action) {
      if (busy.has(message)) return;
      busy.add(message);
      await workspace.attempt(() => press(me, message, action.words), { toBot: action.where !== 'in-place' });
      busy.delete(message);
    },
    async share(message, words) {
      const what = sharedKey(message, words);
      if (shared.has(what)) return;
      shared.add(what);
      const done = await workspace.attempt(() => share(me, message, words), { toBot: true });
      if (!done) shared.delete(what);
    },
    isBusy: (message) => busy.has(message),
    isShared: (message, words) => shared.has(sharedKey(message, words)),
  };
}

/** A message shows one section after the other, and each can be shared. */
function sharedKey(message: number, words: string): string {
  return `${message} ${words}`;
}

/** A set that the page is drawn from. */
function useMembers<T>() {
  const [members, setMembers] = useState<ReadonlySet<T>>(new Set());
  return {
    has: (member: T) => members.has(member),
    add: (member: T) => setMembers((before) => new Set([...before, member])),
    delete: (member: T) => setMembers((before) => new Set([...before].filter((each) => each !== member))),
  };
}
