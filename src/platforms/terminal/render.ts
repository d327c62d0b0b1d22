import { stripVTControlCharacters, styleText } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import { byKind } from '../../by-kind.ts';
import { formatDay, formatEstimate, likelihoodBar } from '../../plain-text.ts';
import type { BlockKind, BlockOf, Reply, Span, Spans, Tone } from '../../reply.ts';
import { MAXIMUM_COLUMNS, MINIMUM_COLUMNS } from './limits.ts';

export interface TerminalForms {
  readonly columns: number;
  readonly color: boolean;
  /** Reader's zone, for instants. */
  readonly zone: string;
  /** What stands before words to type: `npm run brief -- ` or nothing in the prompt. */
  readonly prefix: string;
}

/** The reply as text for a terminal: wrapped to its width, coloured when asked, free of control characters. */
export function renderTerminal(reply: Reply, forms: TerminalForms): string {
  const columns = Math.max(MINIMUM_COLUMNS, Math.min(forms.columns, MAXIMUM_COLUMNS));
  const page: Page = { ...forms, columns, tone: reply.tone };
  return `${reply.blocks
    .map((block) => byKind(drawings, block, page))
    .filter((drawn) => drawn !== '')
    .join('\n\n')}\n`;
}

interface Page extends TerminalForms {
  readonly tone: Tone;
}

type Style = Extract<Parameters<typeof styleText>[0], readonly unknown[]>[number];

const TONE_COLORS: Readonly<Record<Tone, Style>> = {
  active: 'green',
  watching: 'blue',
  closed: 'gray',
  stale: 'yellow',
  plain: 'cyan',
  error: 'red',
};

function paint(page: Page, style: Style | readonly Style[], value: string): string {
  return page.color ? styleText([style].flat(), value, { validateStream: false }) : value;
}

/** No line begins with a citation: it belongs to the word before it. */
const BEFORE_CITATION = '\u00a0[';

/** Wraps to the width, every line after `first` columns of indentation; `lead` opens the first line. */
function wrap(page: Page, value: string, lead = '', indent = ' '.repeat(lead.length)): string {
  const lines = wrapAnsi(value, page.columns - indent.length, {
    hard: true,
  })
    .replaceAll(BEFORE_CITATION, ' [')
    .split('\n');
  return lines.map((line, index) => (index === 0 ? lead : indent) + line.trimEnd()).join('\n');
}

/** The bar and the space after it. */
const LIKELIHOOD_INDENT = 12;

type Drawings = { readonly [K in BlockKind]: (block: BlockOf<K>, page: Page) => string };

const drawings: Drawings = {
  heading: (block, page) => {
    const title = wrap(page, paint(page, ['bold', TONE_COLORS[page.tone]], clean(block.text)));
    const aside = block.aside ? `\n${wrap(page, paint(page, 'dim', spansText(block.aside, page)))}` : '';
    return block.level === 1
      ? `${title}${aside}`
      : `${wrap(page, paint(page, 'bold', clean(block.text)))}${aside}`;
  },
  text: (block, page) => wrap(page, spansText(block.spans, page)),
  list: (block, page) => block.items.map((item) => wrap(page, spansText(item, page), '• ')).join('\n'),
  fields: (block, page) =>
    block.fields
      .map((field) =>
        wrap(
          page,
          `${paint(page, 'bold', `${clean(field.label)}:`)} ${spansText(field.value, page)}`,
          '',
          '  ',
        ),
      )
      .join('\n'),
  quote: (block, page) =>
    [
      wrap(page, spansText(block.spans.map(inBold), page)),
      ...block.notes.map((note) => wrap(page, spansText(note, page), '  ')),
    ].join('\n'),
  likelihood: (block, page) => {
    const bar = paint(page, 'cyan', likelihoodBar(block.estimate));
    const line = wrap(
      page,
      `${bar}  ${paint(page, 'bold', clean(block.name))}: ${formatEstimate(block.estimate)}`,
      '',
      ' '.repeat(Math.min(LIKELIHOOD_INDENT, page.columns / 4)),
    );
    return block.detail ? `${line}\n${wrap(page, spansText(block.detail, page), '  ')}` : line;
  },
  'actor-map': (block, page) =>
    [
      wrap(page, paint(page, 'bold', clean(block.title))),
      ...block.alternative.map((sentence) => wrap(page, spansText(sentence, page), '→ ')),
    ].join('\n'),
  timeline: (block, page) =>
    block.events
      .map((event) => {
        const state = event.state === 'past' ? '' : ` (${event.state})`;
        const day = paint(page, 'bold', `${formatDay(event.day)}${state}:`);
        return wrap(page, `${day} ${spansText(event.spans, page)}`, '', '  ');
      })
      .join('\n'),
  notice: (block, page) =>
    wrap(page, paint(page, NOTICE_COLORS[block.level], spansText(block.spans, page)), '! '),
  note: (block, page) => wrap(page, paint(page, 'dim', spansText(block.spans, page))),
  sources: (block, page) =>
    block.items
      .map((item) => wrap(page, paint(page, 'dim', spansText(item.spans, page)), `[${item.number}] `))
      .join('\n'),
  actions: (block, page) => {
    const words = block.actions.flatMap((action) => {
      if (action.kind === 'run' && !action.current) return [`${page.prefix}${clean(action.words)}`];
      return action.kind === 'link' ? [clean(action.url)] : [];
    });
    return words.length === 0
      ? ''
      : words.map((line) => wrap(page, paint(page, 'cyan', line), '→ ')).join('\n');
  },
};

const NOTICE_COLORS = { info: 'blue', warning: 'yellow', error: 'red' } as const;

function inBold(span: Span): Span {
  return span.kind === 'text' ? { ...span, strong: true } : span;
}

function spansText(spans: Spans, page: Page): string {
  return spans.map((span) => spanText(span, page)).join('');
}

function spanText(span: Span, page: Page): string {
  switch (span.kind) {
    case 'text': {
      const value = clean(span.text);
      const bold = span.strong ? paint(page, 'bold', value) : value;
      return span.emphasis ? paint(page, 'italic', bold) : bold;
    }
    case 'link':
      return span.text === span.url ? clean(span.url) : `${clean(span.text)} (${clean(span.url)})`;
    case 'citation':
      return paint(page, 'dim', `${BEFORE_CITATION}${span.number}]`);
    case 'day':
      return formatDay(span.day);
    case 'time':
      return formatTime(span.at, page.zone, span.style);
    case 'command':
      return paint(page, 'cyan', page.prefix + clean(span.words));
  }
}

function formatTime(at: number, zone: string, style: 'date-time' | 'time' | 'relative'): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const clock = time.toPlainTime().toString({ smallestUnit: 'minute' });
  return style === 'time' ? clock : `${formatDay(time.toPlainDate().toString())}, ${clock} (${zone})`;
}

/** Unicode's explicit directions: they would show the rest of the line in another order than it is written. */
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/gu;

/** Text of an entry or a person must not move the cursor or change colours. */
function clean(value: string): string {
  return stripVTControlCharacters(value)
    .replaceAll(DIRECTION_OVERRIDES, '')
    .replaceAll(/\p{Control}+/gu, ' ');
}
