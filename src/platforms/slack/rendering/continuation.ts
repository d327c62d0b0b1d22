import type { Button } from '@slack/types';
import { BUTTON_VALUE } from '../limits.ts';
import type { Piece } from './piece.ts';

/** Where a reply goes on that was longer than its messages. */
export interface Continuation {
  /** Words that give the reply again. */
  readonly words: string;
  /** Which part of it comes next, counted from 0. */
  readonly part: number;
}

/** The action id says which part, the value which words: pressing it needs nothing that was remembered. */
export const CONTINUE_ACTION = 'more';

export function continuationPiece({ words, part }: Continuation): Piece {
  const label = part === 0 ? 'Show all of it' : 'Show more';
  const button: Button = {
    type: 'button',
    text: { type: 'plain_text', text: label, emoji: false },
    action_id: `${CONTINUE_ACTION}:${part}`,
    value: words,
  };
  const blocks = words.length > BUTTON_VALUE ? [] : [{ type: 'actions' as const, elements: [button] }];
  const source = { kind: 'actions', actions: [{ kind: 'run', label, words, where: 'below' }] } as const;
  return { blocks, text: '', size: JSON.stringify(blocks).length, source };
}
