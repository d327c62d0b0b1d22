import { type Action, type Block, text } from '../../reply.ts';
import type { Surroundings } from './blocks.ts';
import { MESSAGE_TEXT } from './limits.ts';
import { ENDING_ROOM, holds, type Load, minus, NOTE_ROOM, NOTHING, plus, together } from './load.ts';
import { drawPieces, type Piece } from './piece.ts';

/** Pieces in messages, in order. A heading is kept with what it heads. */
export function paginate(
  pieces: readonly Piece[],
  messages: number,
  around: Surroundings,
  rest: string | undefined,
): readonly [readonly Piece[], ...(readonly Piece[])[]] {
  const pages: [Piece[], ...Piece[][]] = [[]];
  let page = pages[0];
  let used = NOTHING;
  // What is still to come, so that the last page knows in time whether it needs room for the note about a cut.
  let coming = pieces.reduce(plus, NOTHING);
  for (const [index, piece] of pieces.entries()) {
    const isLastPage = pages.length === messages;
    const room = holds(together(used, coming), NOTHING) ? NOTHING : isLastPage ? ENDING_ROOM : NOTE_ROOM;
    coming = minus(coming, piece);
    if (holds(plus(used, piece), room)) {
      page.push(piece);
      used = plus(used, piece);
    } else if (isLastPage) {
      page.push(...cutPieces(pieces.slice(index), used, around, rest));
      return pages;
    } else {
      const moved = page.splice(breakPoint(page, piece));
      page.push(...drawPieces(CONTINUES, around));
      page = [...moved, piece];
      used = page.reduce(plus, NOTHING);
      pages.push(page);
    }
  }
  return pages;
}

/**
 * Where to end a full page before `next`: at its last heading, if that leaves it half full, so that a section
 * stays together; in any case before a heading that would stand last.
 */
function breakPoint(page: readonly Piece[], next: Piece): number {
  const heading = page.findLastIndex((piece) => piece.source.kind === 'heading');
  if (heading <= 0) return page.length;
  const left = page.slice(0, heading).reduce(plus, NOTHING);
  const moved = page.slice(heading).reduce(plus, NOTHING);
  const isUseful = heading === page.length - 1 || left.characters >= MESSAGE_TEXT / 2;
  // The next page may be the last, which needs room for its ending.
  return isUseful && holds(plus(moved, next), ENDING_ROOM) ? heading : page.length;
}

const CONTINUES: Block = { kind: 'note', spans: [text('… continues in the next message')] };

/** The visible end of a reply that is longer than its messages: how much is missing, and the way to it. */
function cutPieces(
  missing: readonly Piece[],
  used: Load,
  around: Surroundings,
  rest: string | undefined,
): readonly Piece[] {
  const parts = missing.filter((piece) => piece.source.kind !== 'actions').length;
  const showRest: readonly Action[] =
    rest === undefined ? [] : [{ kind: 'run', label: 'Show all of it', words: rest, where: 'below' }];
  const actions = missing.flatMap((piece) => (piece.source.kind === 'actions' ? piece.source.actions : []));
  const ending = [
    ...(parts > 0 ? drawPieces(cutNote(parts), around) : []),
    ...drawPieces({ kind: 'actions', actions: [...(parts > 0 ? showRest : []), ...actions] }, around),
  ];
  const kept: Piece[] = [];
  let load = used;
  for (const piece of ending) {
    if (!holds(plus(load, piece), NOTHING)) continue;
    kept.push(piece);
    load = plus(load, piece);
  }
  return kept;
}

export function cutNote(parts: number): Block {
  return {
    kind: 'note',
    spans: [text(`… ${parts} more ${parts === 1 ? 'part does' : 'parts do'} not fit here.`)],
  };
}
