import { MESSAGE_BLOCKS, MESSAGE_BLOCKS_JSON, MESSAGE_TEXT, PIECE } from '../limits.ts';
import type { Piece } from './piece.ts';

/** What pieces take up together in one message; or the room that is left for more. */
export interface MessageSize {
  readonly size: number;
  readonly characters: number;
  readonly blocks: number;
}

export const NOTHING: MessageSize = { size: 0, characters: 0, blocks: 0 };
/** Room for the note that the reply goes on. */
export const NOTE_ROOM: MessageSize = { size: 300, characters: 300, blocks: 1 };
/** Room for the note about a cut, and the buttons that lead on. */
export const ENDING_ROOM: MessageSize = { size: PIECE, characters: 300, blocks: 6 };
/** The brackets, commas and numbered action ids that joining pieces adds. */
const SEAM = 4;
const ACTION_ID_GROWTH = 6;

function costOf(piece: Piece): MessageSize {
  const buttons = piece.source.kind === 'actions' ? piece.source.actions.length : 0;
  return {
    size: piece.size + SEAM + buttons * ACTION_ID_GROWTH,
    characters: piece.text.length + 2,
    blocks: piece.blocks.length,
  };
}

export function sum(one: MessageSize, other: MessageSize): MessageSize {
  return {
    size: one.size + other.size,
    characters: one.characters + other.characters,
    blocks: one.blocks + other.blocks,
  };
}

export function plus(used: MessageSize, piece: Piece): MessageSize {
  return sum(used, costOf(piece));
}

export function minus(used: MessageSize, piece: Piece): MessageSize {
  const { size, characters, blocks } = costOf(piece);
  return sum(used, { size: -size, characters: -characters, blocks: -blocks });
}

/** Whether one message takes them and leaves `room`. */
export function fits(used: MessageSize, room: MessageSize): boolean {
  return (
    used.size + room.size <= MESSAGE_BLOCKS_JSON &&
    used.characters + room.characters <= MESSAGE_TEXT &&
    used.blocks + room.blocks <= MESSAGE_BLOCKS
  );
}
