import type { KnownBlock } from '@slack/types';
import { plainText } from '../../plain-text.ts';
import { type Action, type Block, type Reply, text } from '../../reply.ts';
import { closeGap, drawBlock, type Surroundings } from './blocks.ts';
import { clean, escapeText, isBlank } from './escape.ts';
import { formsFor, type Reader } from './forms.ts';
import {
  ANSWER_MESSAGES,
  MESSAGE_BLOCKS,
  MESSAGE_BLOCKS_JSON,
  MESSAGE_TEXT,
  PIECE,
  VIEW_BLOCKS,
} from './limits.ts';
import { splitBlock } from './split.ts';

/** One Slack message. `text` says all that the blocks say: notifications and screen readers use it alone. */
export interface SlackMessage {
  readonly blocks: KnownBlock[];
  readonly text: string;
}

export interface RenderOptions extends Reader {
  readonly private: boolean;
  readonly replaceable: boolean;
  /** Messages that may be used; the last one says so when something did not fit. */
  readonly messages: number;
  /** Words that give the reply again in full, for a button beside what had to be cut. */
  readonly rest?: string;
}

/** A part of a reply that is never broken, with its costs. */
interface Piece {
  readonly blocks: readonly KnownBlock[];
  readonly text: string;
  /** Characters of the blocks as JSON. */
  readonly size: number;
  readonly source: Block;
}

/** Pure: the same reply and options give the same messages. At least one message, never an empty one. */
export function render(reply: Reply, options: RenderOptions): readonly [SlackMessage, ...SlackMessage[]] {
  const around: Surroundings = {
    ...formsFor(options),
    private: options.private,
    replaceable: options.replaceable,
  };
  const pieces = reply.blocks.flatMap((block) => draw(block, around));
  if (pieces.length === 0) pieces.push(...draw(EMPTY, around));
  const [first, ...others] = paginate(
    pieces,
    Math.max(1, Math.min(options.messages, ANSWER_MESSAGES)),
    around,
    options.rest,
  );
  return [finish(first), ...others.map(finish)];
}

/** Blocks for a modal or the Home tab, which have one page and room for more. */
export function renderView(reply: Reply, reader: Reader, room = VIEW_BLOCKS): KnownBlock[] {
  const around: Surroundings = { ...formsFor(reader), private: false, replaceable: true };
  const pieces = reply.blocks.flatMap((block) => draw(block, around));
  const kept: Piece[] = [];
  let blocks = 0;
  for (const piece of pieces) {
    if (blocks + piece.blocks.length > room - RESERVED_BLOCKS) {
      kept.push(...draw(cutNote(pieces.length - kept.length), around));
      break;
    }
    kept.push(piece);
    blocks += piece.blocks.length;
  }
  return finish(kept).blocks;
}

const EMPTY: Block = { kind: 'note', spans: [text('There is nothing to show.')] };

function draw(block: Block, around: Surroundings): Piece[] {
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

/** What a last page needs for the note about the cut and the buttons that lead on. */
const RESERVED_SIZE = PIECE;
const RESERVED_TEXT = 300;
const RESERVED_BLOCKS = 6;
/** The brackets, commas and numbered action ids that joining pieces adds. */
const SEAM = 4;
const ACTION_ID_GROWTH = 6;

/** Pieces in messages, in order. A heading is kept with what it heads. */
function paginate(
  pieces: readonly Piece[],
  messages: number,
  around: Surroundings,
  rest: string | undefined,
): readonly [readonly Piece[], ...(readonly Piece[])[]] {
  const pages: [Piece[], ...Piece[][]] = [[]];
  let page = pages[0];
  for (const [index, piece] of pieces.entries()) {
    const isLastPage = pages.length === messages;
    const remaining = pieces.slice(index);
    if (fits(page, [piece], isLastPage && !fits(page, remaining, false))) page.push(piece);
    else if (isLastPage) {
      page.push(...cutPieces(remaining, page, around, rest));
      return pages;
    } else {
      const moved = page.splice(breakPoint(page, piece));
      page.push(...draw(CONTINUES, around));
      page = [...moved, piece];
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
  const moved = page.slice(heading);
  const left = page.slice(0, heading).reduce((sum, piece) => sum + piece.text.length, 0);
  const keepsTogether = heading > 0 && left >= MESSAGE_TEXT / 2 && fits(moved, [next], false);
  if (keepsTogether) return heading;
  return heading > 0 && heading === page.length - 1 ? heading : page.length;
}

const CONTINUES: Block = { kind: 'note', spans: [text('… continues in the next message')] };

function fits(page: readonly Piece[], added: readonly Piece[], reserve: boolean): boolean {
  const all = [...page, ...added];
  const buttons = all.reduce((sum, piece) => sum + countButtons(piece), 0);
  const size = all.reduce((sum, piece) => sum + piece.size + SEAM, 0) + buttons * ACTION_ID_GROWTH;
  const characters = all.reduce((sum, piece) => sum + piece.text.length + 2, 0);
  const blocks = all.reduce((sum, piece) => sum + piece.blocks.length, 0);
  return (
    size <= MESSAGE_BLOCKS_JSON - (reserve ? RESERVED_SIZE : RESERVED_TEXT) &&
    characters <= MESSAGE_TEXT - RESERVED_TEXT &&
    blocks <= MESSAGE_BLOCKS - (reserve ? RESERVED_BLOCKS : 1)
  );
}

function countButtons(piece: Piece): number {
  return piece.source.kind === 'actions' ? piece.source.actions.length : 0;
}

/** The visible end of a reply that is longer than its messages: how much is missing, and the way to it. */
function cutPieces(
  missing: readonly Piece[],
  page: readonly Piece[],
  around: Surroundings,
  rest: string | undefined,
): readonly Piece[] {
  const parts = missing.filter((piece) => piece.source.kind !== 'actions').length;
  const showRest: readonly Action[] =
    rest === undefined ? [] : [{ kind: 'run', label: 'Show all of it', words: rest, where: 'below' }];
  const actions = missing.flatMap((piece) => (piece.source.kind === 'actions' ? piece.source.actions : []));
  const ending = [
    ...(parts > 0 ? draw(cutNote(parts), around) : []),
    ...draw({ kind: 'actions', actions: [...(parts > 0 ? showRest : []), ...actions] }, around),
  ];
  const kept: Piece[] = [];
  for (const piece of ending) if (fits([...page, ...kept], [piece], false)) kept.push(piece);
  return kept;
}

function cutNote(parts: number): Block {
  return {
    kind: 'note',
    spans: [text(`… ${parts} more ${parts === 1 ? 'part does' : 'parts do'} not fit here.`)],
  };
}

function finish(pieces: readonly Piece[]): SlackMessage {
  const blocks = numberActions(withoutLeadingGap(pieces.flatMap((piece) => piece.blocks)));
  const said = pieces
    .map((piece) => piece.text)
    .filter((part) => part !== '')
    .join('\n\n');
  return { blocks, text: isBlank(said) ? labels(pieces) : said };
}

/** Buttons alone say nothing in plain text but their labels. */
function labels(pieces: readonly Piece[]): string {
  const names = pieces.flatMap((piece) =>
    piece.source.kind === 'actions'
      ? piece.source.actions.map((action) => clean(action.label).slice(0, 75))
      : [],
  );
  return escapeText(names.slice(0, 5).join(' · ')) || '…';
}

/** Action ids must be unique within a message; receivers read the part before the number. */
function numberActions(blocks: readonly KnownBlock[]): KnownBlock[] {
  let number = 0;
  return blocks.map((block) =>
    block.type === 'actions'
      ? {
          ...block,
          elements: block.elements.map((element) => {
            number += 1;
            return { ...element, action_id: `${element.action_id}:${number}` };
          }),
        }
      : block,
  );
}

/** The gap above a heading has nothing to set it off from at the top of a message. */
function withoutLeadingGap(blocks: readonly KnownBlock[]): readonly KnownBlock[] {
  const [first, ...rest] = blocks;
  return first?.type === 'rich_text' ? [closeGap(first), ...rest] : blocks;
}
