import { byKind } from './by-kind.ts';
import type { BlockKind, BlockOf, Likelihood, Reply, Span, Spans } from './reply.ts';

/** How a platform writes what depends on it. */
export interface PlainTextForms {
  /** `iran-talks actors` -> `/brief iran-talks actors`. */
  readonly command: (words: string) => string;
  /** An instant in the reader's zone, or in a named one. */
  readonly time: (at: number, style: 'date-time' | 'time' | 'relative') => string;
}

/**
 * The complete reply as plain text: what notifications show and screen readers read. Nothing is left out
 * but the buttons.
 */
export function plainText(reply: Reply, forms: PlainTextForms): string {
  return reply.blocks
    .map((block) => byKind(blockTexts, block, forms))
    .filter((text) => text !== '')
    .join('\n\n');
}

export function plainSpans(spans: Spans, forms: PlainTextForms): string {
  return spans.map((span) => byKind(spanTexts, span, forms)).join('');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `2026-02-05` -> `5 Feb 2026`, `2026-02` -> `Feb 2026`, `2026` -> `2026`. */
export function formatDay(day: string): string {
  const [year = '', month, dayOfMonth] = day.split('-');
  if (month === undefined) return year;
  const name = MONTHS[Number(month) - 1] ?? month;
  return dayOfMonth === undefined ? `${name} ${year}` : `${Number(dayOfMonth)} ${name} ${year}`;
}

/** `likely (55–80 %)`, or `not assessed`. Term and range together, since readers disagree about terms alone. */
export function formatEstimate(estimate: Likelihood['estimate']): string {
  return estimate ? `${estimate.term} (${estimate.low}–${estimate.high} %)` : 'not assessed';
}

/** Ten cells, filled to the middle of the range: `▰▰▰▰▰▰▰▱▱▱`. */
export function likelihoodBar(estimate: Likelihood['estimate'], full = '▰', empty = '▱'): string {
  const cells = 10;
  const filled = estimate ? Math.round(((estimate.low + estimate.high) / 2 / 100) * cells) : 0;
  return full.repeat(filled) + empty.repeat(cells - filled);
}

type SpanTexts = {
  readonly [K in Span['kind']]: (span: Extract<Span, { kind: K }>, forms: PlainTextForms) => string;
};

const spanTexts: SpanTexts = {
  text: (span) => span.text,
  link: (span) => (span.text === span.url ? span.url : `${span.text} (${span.url})`),
  citation: (span) => ` [${span.number}]`,
  day: (span) => formatDay(span.day),
  time: (span, forms) => forms.time(span.at, span.style),
  command: (span, forms) => forms.command(span.words),
};

type BlockTexts = { readonly [K in BlockKind]: (block: BlockOf<K>, forms: PlainTextForms) => string };

const blockTexts: BlockTexts = {
  heading: (block, forms) => (block.aside ? `${block.text}\n${plainSpans(block.aside, forms)}` : block.text),
  text: (block, forms) => plainSpans(block.spans, forms),
  list: (block, forms) => block.items.map((item) => `• ${plainSpans(item, forms)}`).join('\n'),
  fields: (block, forms) =>
    block.fields.map((field) => `${field.label}: ${plainSpans(field.value, forms)}`).join('\n'),
  quote: (block, forms) =>
    [plainSpans(block.spans, forms), ...block.notes.map((note) => `  ${plainSpans(note, forms)}`)].join('\n'),
  likelihood: (block, forms) => {
    const line = `${block.name}: ${formatEstimate(block.estimate)}`;
    return block.detail ? `${line}\n  ${plainSpans(block.detail, forms)}` : line;
  },
  'actor-map': (block, forms) =>
    [block.title, ...block.alternative.map((sentence) => `• ${plainSpans(sentence, forms)}`)].join('\n'),
  timeline: (block, forms) =>
    block.events
      .map((event) => {
        const state = event.state === 'past' ? '' : ` (${event.state})`;
        return `${formatDay(event.day)}${state}: ${plainSpans(event.spans, forms)}`;
      })
      .join('\n'),
  notice: (block, forms) => plainSpans(block.spans, forms),
  note: (block, forms) => plainSpans(block.spans, forms),
  sources: (block, forms) =>
    block.items.map((item) => `[${item.number}] ${plainSpans(item.spans, forms)}`).join('\n'),
  actions: () => '',
};
