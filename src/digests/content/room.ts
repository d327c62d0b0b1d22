import type { Action, Block, Span, Spans } from '../../reply.ts';

/** What is taken up in a message, or left to be: characters of its text, and of the same in blocks with their marks. */
export interface Room {
  readonly text: number;
  readonly marks: number;
}

/**
 * How much a digest may say, so that it is one message on every platform: what is posted in one piece arrives whole or
 * not at all, and evidence of its beginning is evidence of its end. Slack's messages are the smallest, 4,000 characters
 * of text and 12,000 of blocks; a part of both is kept in reserve.
 */
export const ROOM: Room = { text: 3_700, marks: 11_000 };
const NO_ROOM: Room = { text: 0, marks: 0 };
/** Room for names beside what is told in full, where there is enough for both: a reader wants to know which. */
export const ROOM_FOR_NAMES: Room = { text: 400, marks: 1_000 };

/** Characters of marks that a text costs, a style, each kind of block, and an item or a button in it. */
const SPAN = 28;
const STYLE = 40;
const BLOCK = 125;
const HEADING = 230;
const ITEM = 48;
const BUTTON = 130;
const BUTTON_LABEL = 75;
/** Characters of text that begin a line, or set off a block. */
const LINE = 3;
/** Longest forms of what platforms write in their own way. */
const COMMAND_PREFIX = 34;
const DAY = 11;
const TIME = 50;
const TIME_MARKS = 100;

/** A part of a digest: as much of it as the room holds. Where that is nothing it is at its shortest, with all that is left out counted. */
export type Part = (room: Room) => readonly Block[];

export function shortest(part: Part): readonly Block[] {
  return part(NO_ROOM);
}

/** Parts in the order of their importance, each as long as the room allows that the others need at least. */
export function fill(parts: readonly Part[], room: Room): readonly (readonly Block[])[] {
  let left = without(room, leastOf(parts));
  return parts.map((part) => {
    const least = weigh(shortest(part));
    const blocks = part(together([left, least]));
    left = without(together([left, least]), weigh(blocks));
    return blocks;
  });
}

/** What these parts take up when each is at its shortest. */
export function leastOf(parts: readonly Part[]): Room {
  return together(parts.map((part) => weigh(shortest(part))));
}

/** `make(count)` for the largest `count` up to `most` that the room holds; for 0 when it holds none. */
export function longest<T>(
  most: number,
  room: Room,
  make: (count: number) => T,
  blocksOf: (made: T) => readonly Block[],
): T {
  let kept = make(0);
  for (let count = 1; count <= most; count += 1) {
    const longer = make(count);
    if (!holds(room, weigh(blocksOf(longer)))) break;
    kept = longer;
  }
  return kept;
}

export function holds(room: Room, load: Room): boolean {
  return load.text <= room.text && load.marks <= room.marks;
}

export function without(room: Room, load: Room): Room {
  return { text: room.text - load.text, marks: room.marks - load.marks };
}

export function shareOf(room: Room, share: number): Room {
  return { text: room.text * share, marks: room.marks * share };
}

export function weigh(blocks: readonly Block[]): Room {
  return together(blocks.map(weighBlock));
}

function weighBlock(block: Block): Room {
  switch (block.kind) {
    case 'heading':
      return together([
        { text: LINE, marks: HEADING },
        written(escapedLength(block.text)),
        // What stands beside it is drawn as one text without styles.
        ...(block.aside ?? []).map((span) => written(lengthOf(span))),
      ]);
    case 'text':
    case 'notice':
    case 'note':
      return together([{ text: LINE, marks: BLOCK }, weighSpans(block.spans)]);
    case 'list':
      return together([
        { text: LINE, marks: BLOCK },
        ...block.items.flatMap((item) => [{ text: LINE, marks: ITEM }, weighSpans(item)]),
      ]);
    case 'actions':
      return together([{ text: 0, marks: BLOCK }, ...block.actions.map(weighAction)]);
    default:
      throw new Error(`a digest has no block of the kind ${block.kind}`);
  }
}

function weighSpans(spans: Spans): Room {
  return together(
    spans.map((span) => {
      const { text, marks } = written(lengthOf(span));
      return { text, marks: marks + marksOf(span) };
    }),
  );
}

function marksOf(span: Span): number {
  if (span.kind === 'time') return TIME_MARKS;
  const isPlain = span.kind === 'day' || (span.kind === 'text' && !span.strong && !span.emphasis);
  return isPlain ? SPAN : SPAN + STYLE;
}

function lengthOf(span: Span): number {
  switch (span.kind) {
    case 'text':
      return escapedLength(span.text);
    case 'link':
      return 2 * (escapedLength(span.text) + escapedLength(span.url));
    case 'command':
      return escapedLength(span.words) + COMMAND_PREFIX;
    case 'day':
    case 'citation':
      return DAY;
    case 'time':
      return TIME;
  }
}

/** Slack writes `&` as five characters and `<` as four; Discord puts a backslash before what would be markup. */
function escapedLength(text: string): number {
  const ampersands = text.match(/&/g)?.length ?? 0;
  const brackets = text.match(/[<>]/g)?.length ?? 0;
  const others = text.match(/[!-%'-;=?@[-`{-~\n]/g)?.length ?? 0;
  return text.length + 4 * ampersands + 3 * brackets + others;
}

function weighAction(action: Action): Room {
  const words = action.kind === 'run' || action.kind === 'share' ? action.words : '';
  return {
    text: 0,
    marks: BUTTON + escapedLength(action.label.slice(0, BUTTON_LABEL)) + escapedLength(words),
  };
}

function written(length: number): Room {
  return { text: length, marks: length };
}

function together(loads: readonly Room[]): Room {
  return loads.reduce(
    (sum, load) => ({ text: sum.text + load.text, marks: sum.marks + load.marks }),
    NO_ROOM,
  );
}
