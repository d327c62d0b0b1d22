import { byKind } from '../../../by-kind.ts';
import type { Action, Block, BlockKind, BlockOf, Span, Spans } from '../../../reply.ts';
import { strong, text } from '../../../reply.ts';
import { slices } from '../../cut.ts';
import { ACTIONS_ELEMENTS, BUTTON_VALUE } from '../limits.ts';
import { clean, escapeText } from './escape.ts';
import { webAddress } from './spans.ts';

/**
 * Characters of text in one slice. Escaping lengthens a character to at most five, and every slice costs its
 * share of JSON, so that a chunk of `CHUNK` stays well below `PIECE` whatever the text is.
 */
const SLICE = 400;
/** Drawn size of the spans of one chunk. */
const CHUNK = 2_400;
/** What an element costs in JSON besides its text. */
const SPAN_OVERHEAD = 80;
/** Names are 150 characters at most in a valid entry. */
const LONGEST_NAME = 300;

/** The same content in blocks small enough to be drawn as one piece each. Order and wording stay. */
export function splitBlock(block: Block): readonly Block[] {
  return byKind(splitters, block);
}

type Splitters = { readonly [K in BlockKind]: (block: BlockOf<K>) => readonly Block[] };

const splitters: Splitters = {
  heading: (block) => [
    ...slices(clean(block.text), SLICE).map((slice): Block => ({ kind: 'text', spans: [strong(slice)] })),
    ...(block.aside ? chunks(block.aside).map((spans): Block => ({ kind: 'note', spans })) : []),
  ],
  text: (block) => chunks(block.spans).map((spans) => ({ kind: 'text', spans })),
  list: (block) => itemised(block.items, LIST),
  fields: (block) =>
    itemised(
      block.fields.map((field) => [strong(field.label), text(': '), ...field.value]),
      LIST,
    ),
  quote: (block) => [
    ...chunks(block.spans).map((spans): Block => ({ kind: 'quote', spans, notes: [] })),
    ...block.notes.flatMap(chunks).map((spans): Block => ({ kind: 'text', spans })),
  ],
  likelihood: (block) => {
    const { detail, ...bare } = block;
    const names = slices(clean(block.name), LONGEST_NAME);
    const before = names.slice(0, -1).map((name): Block => ({ kind: 'text', spans: [strong(name)] }));
    return [
      ...before,
      { ...bare, name: names.at(-1) ?? '' },
      ...chunks(detail ?? []).map((spans): Block => ({ kind: 'text', spans })),
    ];
  },
  'actor-map': (block) => [
    ...splitters.text({ kind: 'text', spans: [strong(block.title)] }),
    ...splitters.list({ kind: 'list', items: block.alternative }),
  ],
  timeline: (block) =>
    itemised(block.events, {
      spans: (event) => event.spans,
      shortened: (event, spans) => ({ ...event, spans }),
      together: (events) => ({ kind: 'timeline', events }),
      further: (spans) => ({ kind: 'text', spans }),
    }),
  notice: (block) => chunks(block.spans).map((spans) => ({ ...block, spans })),
  note: (block) => chunks(block.spans).map((spans) => ({ kind: 'note', spans })),
  sources: (block) =>
    itemised(block.items, {
      spans: (item) => item.spans,
      shortened: (item, spans) => ({ ...item, spans }),
      together: (items) => ({ kind: 'sources', items }),
      further: (spans) => ({ kind: 'note', spans }),
    }),
  actions: (block) =>
    group(block.actions, weighAction, ACTIONS_ELEMENTS).map((actions) => ({ kind: 'actions', actions })),
};

/** How items of one kind of block are divided. */
interface Itemised<T> {
  readonly spans: (item: T) => Spans;
  /** The item with the beginning of its spans only. */
  readonly shortened: (item: T, spans: Spans) => T;
  readonly together: (items: readonly T[]) => Block;
  /** What was left of a long item: it goes on as it is, lest it look like another item. */
  readonly further: (spans: Spans) => Block;
}

const LIST: Itemised<Spans> = {
  spans: (item) => item,
  shortened: (_, spans) => spans,
  together: (items) => ({ kind: 'list', items }),
  further: (spans) => ({ kind: 'text', spans }),
};

function itemised<T>(items: readonly T[], how: Itemised<T>): readonly Block[] {
  const blocks: Block[] = [];
  let waiting: T[] = [];
  const flush = () => {
    blocks.push(...group(waiting, (item) => weigh(how.spans(item))).map(how.together));
    waiting = [];
  };
  for (const item of items) {
    const [first = [], ...rest] = chunks(how.spans(item));
    waiting.push(how.shortened(item, first));
    if (rest.length === 0) continue;
    flush();
    blocks.push(...rest.map(how.further));
  }
  flush();
  return blocks;
}

/** Consecutive items in groups that weigh at most `CHUNK`; a single item may weigh more. */
function group<T>(
  items: readonly T[],
  weight: (item: T) => number,
  largest = Number.POSITIVE_INFINITY,
): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let room = 0;
  for (const item of items) {
    const needed = weight(item);
    const last = groups.at(-1);
    if (last && needed <= room && last.length < largest) last.push(item);
    else {
      groups.push([item]);
      room = CHUNK;
    }
    room -= needed;
  }
  return groups;
}

/** Spans in chunks that weigh at most `CHUNK` each, broken inside a text where necessary. */
function chunks(spans: Spans): readonly Spans[] {
  return group(spans.flatMap(sliceSpan), weighSpan).map(joinTexts);
}

function sliceSpan(span: Span): readonly Span[] {
  if (span.kind === 'text') return slices(clean(span.text), SLICE).map((slice) => ({ ...span, text: slice }));
  if (span.kind === 'link' && weighSpan(span) > CHUNK) return slices(written(span), SLICE).map(text);
  if (span.kind === 'command' && span.words.length > SLICE) {
    return slices(clean(span.words), SLICE).map(text);
  }
  return [span];
}

/** A link that is too long to be one: its label, and where it leads. */
function written({ text: label, url }: Extract<Span, { kind: 'link' }>): string {
  return clean(label === url ? url : `${label} (${url})`);
}

/** Slices of one text that came to lie in the same chunk are one text again. */
function joinTexts(spans: readonly Span[]): Spans {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (
      span.kind === 'text' &&
      last?.kind === 'text' &&
      last.strong === span.strong &&
      last.emphasis === span.emphasis
    ) {
      joined[joined.length - 1] = { ...last, text: last.text + span.text };
    } else joined.push(span);
  }
  return joined;
}

function weigh(spans: Spans): number {
  return spans.reduce((sum, span) => sum + weighSpan(span), 2 * SPAN_OVERHEAD);
}

function weighSpan(span: Span): number {
  return SPAN_OVERHEAD + weighText(spanLetters(span));
}

function spanLetters(span: Span): string {
  if (span.kind === 'text') return span.text;
  // An address may be written out after its label; as a link it may be longer, with every letter encoded.
  if (span.kind === 'link') return span.text + (webAddress(span.url)?.href ?? span.url);
  return span.kind === 'command' ? span.words : '';
}

/** The longer of the two forms in which a text is sent: escaped in `text`, quoted in the blocks' JSON. */
function weighText(value: string): number {
  return Math.max(escapeText(value).length, JSON.stringify(value).length);
}

function weighAction(action: Action): number {
  const carried =
    action.kind === 'link' ? action.url : action.kind === 'ask' ? (action.topic ?? '') : action.words;
  return 2 * SPAN_OVERHEAD + weighText(action.label) + weighText(carried.slice(0, BUTTON_VALUE));
}
