import type { Action, Block, Span, Spans } from '../../reply.ts';

/** What is taken up in a message, or left to be: characters of its text, and of the same in blocks with their markup. */
export interface MessageSize {
  readonly text: number;
  readonly markup: number;
}

/**
 * How much a digest may say, so that it is one message on every platform: what is posted in one piece arrives whole or
 * not at all, and evidence of its beginning is evidence of its end. Slack's messages are the smallest, 4,000 characters
 * of text and 12,000 of blocks; a part of both is kept in reserve.
 */
export const DIGEST_BUDGET: MessageSize = { text: 3_700, markup: 11_000 };
const NOTHING: MessageSize = { text: 0, markup: 0 };
/** Room for names beside what is told in full, where there is enough for both: a reader wants to know which. */
export const NAMES_BUDGET: MessageSize = { text: 400, markup: 1_000 };

/** Characters of markup that a text costs, a style, each kind of block, and an item or a button in it. */
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
const TIME_MARKUP = 100;

/** A part of a digest: as much of it as the room holds. Where that is nothing it is at its shortest, with all that is left out counted. */
export type Part = (budget: MessageSize) => readonly Block[];

/** A part with as little as it can hold. */
export function shortest(part: Part): readonly Block[] {
  return part(NOTHING);
}

/** Parts in the order of their importance, each as long as the room allows that the others need at least. */
export function fill(parts: readonly Part[], budget: MessageSize): readonly (readonly Block[])[] {
  let left = without(budget, leastOf(parts));
  return parts.map((part) => {
    const least = weigh(shortest(part));
    const blocks = part(sum([left, least]));
    left = without(sum([left, least]), weigh(blocks));
    return blocks;
  });
}

/** What these parts take up when each is at its shortest. */
export function leastOf(parts: readonly Part[]): MessageSize {
  return sum(parts.map((part) => weigh(shortest(part))));
}

/** `make(count)` for the largest `count` up to `most` that the room holds; for 0 when it holds none. */
export function longest<T>(
  most: number,
  budget: MessageSize,
  make: (count: number) => T,
  blocksOf: (made: T) => readonly Block[],
): T {
  let kept = make(0);
  for (let count = 1; count <= most; count += 1) {
    const longer = make(count);
    if (!fits(budget, weigh(blocksOf(longer)))) break;
    kept = longer;
  }
  return kept;
}

/** Whether something of this size fits into what is left of the budget. */
export function fits(budget: MessageSize, cost: MessageSize): boolean {
  return cost.text <= budget.text && cost.markup <= budget.markup;
}

/** What is left of the budget. */
export function without(budget: MessageSize, cost: MessageSize): MessageSize {
  return { text: budget.text - cost.text, markup: budget.markup - cost.markup };
}

/** @param share from 0 to 1 */
export function shareOf(budget: MessageSize, share: number): MessageSize {
  return { text: budget.text * share, markup: budget.markup * share };
}

/** What blocks take up of a message, reckoned high enough for every platform. */
export function weigh(blocks: readonly Block[]): MessageSize {
  return sum(blocks.map(weighBlock));
}

function weighBlock(block: Block): MessageSize {
  switch (block.kind) {
    case 'heading':
      return sum([
        { text: LINE, markup: HEADING },
        written(escapedLength(block.text)),
        // What stands beside it is drawn as one text without styles.
        ...(block.aside ?? []).map((span) => written(lengthOf(span))),
      ]);
    case 'text':
    case 'notice':
    case 'note':
      return sum([{ text: LINE, markup: BLOCK }, weighSpans(block.spans)]);
    case 'list':
      return sum([
        { text: LINE, markup: BLOCK },
        ...block.items.flatMap((item) => [{ text: LINE, markup: ITEM }, weighSpans(item)]),
      ]);
    case 'actions':
      return sum([{ text: 0, markup: BLOCK }, ...block.actions.map(weighAction)]);
    default:
      throw new Error(`a digest has no block of the kind ${block.kind}`);
  }
}

function weighSpans(spans: Spans): MessageSize {
  return sum(
    spans.map((span) => {
      const { text, markup } = written(lengthOf(span));
      return { text, markup: markup + markupOf(span) };
    }),
  );
}

function markupOf(span: Span): number {
  if (span.kind === 'time') return TIME_MARKUP;
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

function weighAction(action: Action): MessageSize {
  const words = action.kind === 'run' || action.kind === 'share' ? action.words : '';
  return {
    text: 0,
    markup: BUTTON + escapedLength(action.label.slice(0, BUTTON_LABEL)) + escapedLength(words),
  };
}

function written(length: number): MessageSize {
  return { text: length, markup: length };
}

function sum(costs: readonly MessageSize[]): MessageSize {
  return costs.reduce(
    (total, cost) => ({ text: total.text + cost.text, markup: total.markup + cost.markup }),
    NOTHING,
  );
}
