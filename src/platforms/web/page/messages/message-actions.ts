import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Action } from '../../../../reply.ts';

/** What buttons deep inside a message can do. */
export interface MessageActions {
  /** Puts words into the message box, ready to be sent or changed. */
  readonly fill: (text: string) => void;
  /** Says the words at once, as if typed and sent. */
  readonly send: (text: string) => void;
  readonly press: (message: number, action: Extract<Action, { kind: 'run' }>) => void;
  readonly ask: (message: number, action: Extract<Action, { kind: 'ask' }>) => void;
  readonly share: (message: number, words: string) => void;
  /** Whether this was shared from this window already; pressing twice must not say it twice. */
  readonly isShared: (message: number, words: string) => boolean;
  /** Whether an answer to this message is under way. */
  readonly isBusy: (message: number) => boolean;
}

const nothing = () => undefined;

export const MessageActionsContext = createContext<MessageActions>({
  fill: nothing,
  send: nothing,
  press: nothing,
  ask: nothing,
  share: nothing,
  isShared: () => false,
  isBusy: () => false,
});

export function useMessageActions(): MessageActions {
  return useContext(MessageActionsContext);
}
