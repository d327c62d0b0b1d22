import { byKind } from '../../../by-kind.ts';
import { formatDay, formatEstimate, likelihoodBar } from '../../../plain-text.ts';
import {
  type ActorMap,
  type Block,
  type BlockKind,
  type BlockOf,
  type Spans,
  strong,
  type Timeline,
  text,
} from '../../../reply.ts';
import { BUDGET } from '../limits.ts';
import { type CommandForm, markdownLines } from './spans.ts';

/** What stands together in a message; a message may end between two chunks, never inside one. */
export type Chunk =
  | {
      readonly kind: 'text';
      readonly markdown: string;
      /** A `line` follows the one before directly, a `paragraph` after an empty line. */
      readonly spacing: 'line' | 'paragraph';
      /**
       * `always`: a heading never ends a message. `where-it-fits`: one thing's fields stay together, unless a
       * message cannot hold them.
       */
      readonly keepWithNext?: 'always' | 'where-it-fits';
    }
  | { readonly kind: 'picture'; readonly picture: Picture };

/** A block that is drawn; `alternative` says all that the picture shows. */
export interface Picture {
  readonly block: ActorMap | Timeline;
  readonly alternative: string;
}

export interface BlockForms {
  readonly command: CommandForm;
  /** False where a picture could not be drawn: its block is then written out. */
  readonly pictures: boolean;
}

type BlockChunks = { readonly [K in BlockKind]: (block: BlockOf<K>, forms: BlockForms) => readonly Chunk[] };

/** A picture of fewer events shows no course of things, only their text again. */
const PICTURED_EVENTS = 3;
const NOTICE_SIGN = { info: 'ℹ️', warning: '⚠️', error: '❌' } as const;
const EVENT_SIGN = { past: '', expected: ' (expected)', overdue: ' (overdue)' } as const;

const blockChunks: BlockChunks = {
  heading: (block, forms) => [
    ...lines([text(block.text)], forms, { prefix: block.level === 1 ? '## ' : '### ', keep: true }),
    ...(block.aside ? lines(block.aside, forms, { prefix: '-# ', spacing: 'line', keep: true }) : []),
  ],
  text: (block, forms) => lines(block.spans, forms),
  list: (block, forms) =>
    block.items.flatMap((item, index) =>
      lines(item, forms, { prefix: '- ', spacing: index === 0 ? 'paragraph' : 'line' }),
    ),
  fields: (block, forms) =>
    together(
      block.fields.flatMap((field, index) =>
        lines([strong(field.label), text(': '), ...field.value], forms, {
          spacing: index === 0 ? 'paragraph' : 'line',
        }),
      ),
    ),
  quote: (block, forms) => [
    ...lines(block.spans, forms, { prefix: '> ', keep: block.notes.length > 0 }),
    ...block.notes.flatMap((note) => lines(note, forms, { spacing: 'line' })),
  ],
  likelihood: (block, forms) => {
    const bar = text(`${likelihoodBar(block.estimate)} ${formatEstimate(block.estimate)} · `);
    // Scenarios without details stand below each other like the rows of a table.
    if (!block.detail) return lines([bar, strong(block.name)], forms, { spacing: 'line' });
    return [
      ...lines([bar, strong(block.name)], forms, { keep: true }),
      ...lines(block.detail, forms, { spacing: 'line' }),
    ];
  },
  // Relations and events are always written: they carry citations and links, which a picture cannot.
  'actor-map': (block, forms) => [
    ...lines([strong(block.title)], forms, { keep: true }),
    ...(forms.pictures
      ? [{ kind: 'picture' as const, picture: { block, alternative: mapAlternative(block) } }]
      : []),
    ...block.alternative.flatMap((sentence) => lines(sentence, forms, { prefix: '- ', spacing: 'line' })),
  ],
  timeline: (block, forms) => [
    ...block.events.flatMap((event, index) =>
      lines([strong(formatDay(event.day)), text(`${EVENT_SIGN[event.state]}: `), ...event.spans], forms, {
        prefix: '- ',
        spacing: index === 0 ? 'paragraph' : 'line',
      }),
    ),
    ...(forms.pictures && block.events.length >= PICTURED_EVENTS
      ? [{ kind: 'picture' as const, picture: { block, alternative: timelineAlternative(block) } }]
      : []),
  ],
  notice: (block, forms) => lines([text(`${NOTICE_SIGN[block.level]} `), ...block.spans], forms),
  note: (block, forms) => lines(block.spans, forms, { prefix: '-# ' }),
  sources: (block, forms) =>
    together(
      block.items.flatMap((item, index) =>
        lines([text(`[${item.number}] `), ...item.spans], forms, {
          prefix: '-# ',
          spacing: index === 0 ? 'paragraph' : 'line',
        }),
      ),
    ),
  actions: () => [],
};

/** One block as chunks in reading order; buttons are drawn apart, below the text. */
export function chunksOf(block: Block, forms: BlockForms): readonly Chunk[] {
  return byKind(blockChunks, block, forms);
}

interface LineForm {
  readonly prefix?: string;
  readonly spacing?: 'line' | 'paragraph';
  readonly keep?: boolean;
}

function lines(
  spans: Spans,
  forms: BlockForms,
  { prefix = '', spacing = 'paragraph', keep = false }: LineForm = {},
): readonly Chunk[] {
  return markdownLines(spans, forms.command, BUDGET.paragraph - prefix.length).map((line, index) => ({
    kind: 'text',
    markdown: `${prefix}${line}`,
    spacing: index === 0 ? spacing : 'line',
    ...(keep ? { keepWithNext: 'always' as const } : {}),
  }));
}

function together(chunks: readonly Chunk[]): readonly Chunk[] {
  return chunks.map((chunk, index) =>
    chunk.kind === 'text' && index < chunks.length - 1 ? { ...chunk, keepWithNext: 'where-it-fits' } : chunk,
  );
}

function mapAlternative({ title, actors }: ActorMap): string {
  return `${title}: a map of ${actors.length} actors; what it shows is written below it`;
}

function timelineAlternative(block: Timeline): string {
  const days = block.events.map((event) => formatDay(event.day));
  return `Timeline of ${block.events.length} events from ${days[0] ?? ''} to ${days.at(-1) ?? ''}; all are written above`;
}
