import { type Block, text } from '../../../reply.ts';
import { ANSWER_MESSAGES, MESSAGE_TEXT } from '../limits.ts';
import type { Surroundings } from './blocks.ts';
import { type Continuation, continuationPiece } from './continuation.ts';
import { ENDING_ROOM, fits, minus, NOTE_ROOM, NOTHING, plus, sum } from './message-size.ts';
import { drawPieces, type Piece } from './piece.ts';

export interface Pagination {
  /** Messages in one part; the last of them says so when something did not fit. */
  readonly messages: number;
  /** Which part of a reply that is longer than its messages, counted from 0; beyond the last it is the last. */
  readonly part: number;
  readonly around: Surroundings;
  /** Words that give the reply again: for the button that leads on. */
  readonly rest: string | undefined;
}

type Pages = readonly [readonly Piece[], ...(readonly Piece[])[]];

/** Pieces in messages, in order. A heading is kept with what it heads. */
export function paginate(pieces: readonly Piece[], { messages, part, around, rest }: Pagination): Pages {
  let filled = fill(pieces, messages, around);
  let at = 0;
  while (at < part && filled.missing.length > 0) {
    filled = fill(filled.missing, messages, around);
    at += 1;
  }
  const { pages, missing } = filled;
  if (missing.length === 0) return pages;
  const more =
    rest === undefined ? undefined : { words: rest, part: messages < ANSWER_MESSAGES ? 0 : at + 1 };
  pages.at(-1)?.push(...ending(missing, pages.at(-1) ?? [], around, more));
  return pages;
}

/** As many messages as there may be, and what was too much for them. */
function fill(
  pieces: readonly Piece[],
  messages: number,
  around: Surroundings,
): { readonly pages: [Piece[], ...Piece[][]]; readonly missing: readonly Piece[] } {
  const pages: [Piece[], ...Piece[][]] = [[]];
  let page = pages[0];
  let used = NOTHING;
  // What is still to come, so that the last page knows in time whether it needs room for the note about a cut.
  let coming = pieces.reduce(plus, NOTHING);
  for (const [index, piece] of pieces.entries()) {
    const isLastPage = pages.length === messages;
    const room = fits(sum(used, coming), NOTHING) ? NOTHING : isLastPage ? ENDING_ROOM : NOTE_ROOM;
    coming = minus(coming, piece);
    if (fits(plus(used, piece), room)) {
      page.push(piece);
      used = plus(used, piece);
    } else if (isLastPage) {
      return { pages, missing: pieces.slice(index) };
    } else {
      const moved = page.splice(breakPoint(page, piece));
      page.push(...drawPieces(CONTINUES, around));
      page = [...moved, piece];
      used = page.reduce(plus, NOTHING);
      pages.push(page);
    }
  }
  return { pages, missing: [] };
}

/**
 * Where to end a full page before `next`: at its last heading, if that leaves it half full, so that a section
 * stays sum; in any case before a heading that would stand last.
 */
function breakPoint(page: readonly Piece[], next: Piece): number {
  const heading = page.findLastIndex((piece) => piece.source.kind === 'heading');
  if (heading <= 0) return page.length;
  const left = page.slice(0, heading).reduce(plus, NOTHING);
  const moved = page.slice(heading).reduce(plus, NOTHING);
  const isUseful = heading === page.length - 1 || left.characters >= MESSAGE_TEXT / 2;
  // The next page may be the last, which needs room for its ending.
  return isUseful && fits(plus(moved, next), ENDING_ROOM) ? heading : page.length;
}

const CONTINUES: Block = { kind: 'note', spans: [text('… continues in the next message')] };

/** The visible end of messages that do not hold the whole reply: how much is missing, the way to it, its buttons. */
function ending(
  missing: readonly Piece[],
  page: readonly Piece[],
  around: Surroundings,
  more: Continuation | undefined,
): readonly Piece[] {
  const parts = missing.filter((piece) => piece.source.kind !== 'actions').length;
  const actions = missing.flatMap((piece) => (piece.source.kind === 'actions' ? piece.source.actions : []));
  const wanted = [
    ...(parts > 0 ? drawPieces(cutNote(parts), around) : []),
    ...(parts > 0 && more ? [continuationPiece(more)] : []),
    ...drawPieces({ kind: 'actions', actions }, around),
  ];
  const kept: Piece[] = [];
  let used = page.reduce(plus, NOTHING);
  for (const piece of wanted) {
    if (!fits(plus(used, piece), NOTHING)) continue;
    kept.push(piece);
    used = plus(used, piece);
  }
  return kept;
}

/** `rest`: words that give the reply in full elsewhere. */
export function cutNote(parts: number, rest?: string): Block {
  const note = text(`… ${parts} more ${parts === 1 ? 'part does' : 'parts do'} not fit here.`);
  return {
    kind: 'note',
    spans:
      rest === undefined
        ? [note]
        : [note, text(' In a channel all of it comes with '), { kind: 'command', words: rest }],
  };
}
