import type { KnownBlock } from '@slack/types';
import { plainText } from '../../plain-text.ts';
import { type Action, type Block, type Reply, type Spans, text } from '../../reply.ts';
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

/** Draws replies for Slack. The same reply and options give the same messages. */
export interface Renderer {
  /** At least one message, never an empty one. */
  messages(reply: Reply, options: RenderOptions): readonly [SlackMessage, ...SlackMessage[]];
}

/**
 * Replies share blocks with those before them as long as their briefing does not change, and blocks never
 * change: what was drawn for one is kept for as long as the block itself.
 */
export function createRenderer(): Renderer {
  const drawn = new WeakMap<Block, Map<string, readonly Piece[]>>();

  function drawOnce(block: Block, around: Surroundings, key: string): readonly Piece[] {
    if (tellsTime(block)) return draw(block, around);
    let byKey = drawn.get(block);
    if (!byKey) {
      byKey = new Map();
      drawn.set(block, byKey);
    }
    let pieces = byKey.get(key);
    if (!pieces) {
      pieces = draw(block, around);
      byKey.set(key, pieces);
    }
    return pieces;
  }

  return {
    messages(reply, options) {
      const around = surroundings(options);
      const key = `${options.prefix} ${options.private} ${options.replaceable}`;
      const pieces = reply.blocks.flatMap((block) => drawOnce(block, around, key));
      if (pieces.length === 0) pieces.push(...draw(EMPTY, around));
      const pages = Math.max(1, Math.min(options.messages, ANSWER_MESSAGES));
      const [first, ...others] = paginate(pieces, pages, around, options.rest);
      return [finish(first), ...others.map(finish)];
    },
  };
}

/** One reply, drawn without remembering. */
export function render(reply: Reply, options: RenderOptions): readonly [SlackMessage, ...SlackMessage[]] {
  return createRenderer().messages(reply, options);
}

function surroundings(options: RenderOptions): Surroundings {
  return { ...formsFor(options), private: options.private, replaceable: options.replaceable };
}

/** Times are written in a zone and against the clock, so they are drawn anew each time. */
function tellsTime(block: Block): boolean {
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

/** Blocks for a modal or the Home tab, which have one page and room for more. */
export function renderView(reply: Reply, reader: Reader, room = VIEW_BLOCKS): KnownBlock[] {
  const around: Surroundings = { ...formsFor(reader), private: false, replaceable: true };
  const pieces = reply.blocks.flatMap((block) => draw(block, around));
  const kept: Piece[] = [];
  let blocks = 0;
  for (const piece of pieces) {
    if (blocks + piece.blocks.length > room - ENDING_ROOM.blocks) {
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

/** What pieces take up together in one message; or the room that is left for more. */
interface Load {
  readonly size: number;
  readonly characters: number;
  readonly blocks: number;
}

const NOTHING: Load = { size: 0, characters: 0, blocks: 0 };
/** Room for the note that the reply goes on. */
const NOTE_ROOM: Load = { size: 300, characters: 300, blocks: 1 };
/** Room for the note about a cut, and the buttons that lead on. */
const ENDING_ROOM: Load = { size: PIECE, characters: 300, blocks: 6 };
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
      page.push(...draw(CONTINUES, around));
      page = [...moved, piece];
      used = page.reduce(plus, NOTHING);
      pages.push(page);
    }
  }
  return pages;
}

function loadOf(piece: Piece): Load {
  const buttons = piece.source.kind === 'actions' ? piece.source.actions.length : 0;
  return {
    size: piece.size + SEAM + buttons * ACTION_ID_GROWTH,
    characters: piece.text.length + 2,
    blocks: piece.blocks.length,
  };
}

function together(one: Load, other: Load): Load {
  return {
    size: one.size + other.size,
    characters: one.characters + other.characters,
    blocks: one.blocks + other.blocks,
  };
}

function plus(load: Load, piece: Piece): Load {
  return together(load, loadOf(piece));
}

function minus(load: Load, piece: Piece): Load {
  const { size, characters, blocks } = loadOf(piece);
  return together(load, { size: -size, characters: -characters, blocks: -blocks });
}

function holds(load: Load, room: Load): boolean {
  return (
    load.size + room.size <= MESSAGE_BLOCKS_JSON &&
    load.characters + room.characters <= MESSAGE_TEXT &&
    load.blocks + room.blocks <= MESSAGE_BLOCKS
  );
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
    ...(parts > 0 ? draw(cutNote(parts), around) : []),
    ...draw({ kind: 'actions', actions: [...(parts > 0 ? showRest : []), ...actions] }, around),
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
