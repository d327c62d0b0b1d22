import type { KnownBlock } from '@slack/types';
import { plainText } from '../../../plain-text.ts';
import type { Block, Spans } from '../../../reply.ts';
import { PIECE } from '../limits.ts';
import { drawBlock, type Surroundings } from './blocks.ts';
import { clean, escapeText } from './escape.ts';
import { splitBlock } from './split.ts';

/** A part of a reply that is never broken, with its costs. */
export interface Piece {
  readonly blocks: readonly KnownBlock[];
  readonly text: string;
  /** Characters of the blocks as JSON. */
  readonly size: number;
  readonly source: Block;
}

/** One block of a reply in pieces that each fit a message. */
export function drawPieces(block: Block, around: Surroundings): Piece[] {
  const whole = measure(block, around);
  if (whole === undefined) return [];
  if (fitsPiece(whole)) return [whole];
  return splitBlock(block).flatMap((part) => measure(part, around) ?? []);
}

function fitsPiece(piece: Piece): boolean {
  return piece.size <= PIECE && piece.text.length <= PIECE;
}

function measure(block: Block, around: Surroundings): Piece | undefined {
  const blocks = drawBlock(block, around);
  if (blocks.length === 0) return undefined;
  const plain = plainText({ tone: 'plain', blocks: [block] }, around);
  return {
    blocks,
    text: escapeText(clean(plain)).trim(),
    size: JSON.stringify(blocks).length,
    source: block,
  };
}

/** Times are written in a zone and against the clock, so they are drawn anew each time. */
export function tellsTime(block: Block): boolean {
  return spansOf(block).some((spans) => spans.some((span) => span.kind === 'time'));
}

function spansOf(block: Block): readonly Spans[] {
  switch (block.kind) {
    case 'heading':
      return block.aside ? [block.aside] : [];
    case 'text':
    case 'notice':
    case 'note':
      return [block.spans];
    case 'list':
      return block.items;
    case 'fields':
      return block.fields.map((field) => field.value);
    case 'quote':
      return [block.spans, ...block.notes];
    case 'likelihood':
      return block.detail ? [block.detail] : [];
    case 'timeline':
      return block.events.map((event) => event.spans);
    case 'sources':
      return block.items.map((item) => item.spans);
    case 'actor-map':
    case 'actions':
      return [];
  }
}
