import type {
  ActionsBlock,
  Button,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
} from '@slack/types';
import { byKind } from '../../../by-kind.ts';
import {
  formatDay,
  formatEstimate,
  likelihoodBar,
  type PlainTextForms,
  plainSpans,
} from '../../../plain-text.ts';
import {
  type Action,
  type Block,
  type BlockKind,
  type BlockOf,
  type Spans,
  strong,
  text,
} from '../../../reply.ts';
import { cut } from '../../cut.ts';
import { ACCESSIBILITY_LABEL, BUTTON_TEXT, BUTTON_VALUE, CONTEXT_TEXT, HEADER_TEXT } from '../limits.ts';
import { clean, isBlank } from './escape.ts';
import { drawSpans, webAddress } from './spans.ts';

/** What the drawing of a reply depends on besides the reply. */
export interface Surroundings extends PlainTextForms {
  /** A private reply can be shared; one that everybody sees needs no such button. */
  readonly private: boolean;
  /** False for a message that is a record, such as a digest: pressing a button then answers below it. */
  readonly replaceable: boolean;
}

/** One block of a reply as Slack's blocks; none when nothing of it would be seen. */
export function drawBlock(block: Block, around: Surroundings): readonly KnownBlock[] {
  return byKind(drawings, block, around).filter((drawn) => !isHollow(drawn));
}

type Drawings = {
  readonly [K in BlockKind]: (block: BlockOf<K>, around: Surroundings) => readonly KnownBlock[];
};

const drawings: Drawings = {
  heading: (block, around) => [
    ...(block.level === 1 && clean(block.text).length <= HEADER_TEXT && !isBlank(clean(block.text))
      ? [header(clean(block.text))]
      : [paragraph([text(GAP), strong(block.text)], around)]),
    ...(block.aside ? drawings.note({ kind: 'note', spans: block.aside }, around) : []),
  ],
  text: (block, around) => [paragraph(block.spans, around)],
  list: (block, around) => [bullets(block.items, around)],
  fields: (block, around) => [
    linesOf(
      block.fields.map((field) => [strong(field.label), text(': '), ...field.value]),
      around,
    ),
  ],
  quote: (block, around) => [
    richText([
      ...(block.notes.length > 1 ? [section([{ type: 'text', text: GAP }])] : []),
      { type: 'rich_text_quote', elements: drawSpans(block.spans, around) },
      ...linesOf(block.notes, around).elements,
    ]),
  ],
  // A bare one takes one line, so that those of an outlook can be compared at a glance.
  likelihood: ({ name, estimate, detail }, around) => [
    paragraph(
      detail
        ? [
            text(GAP),
            strong(name),
            text(`\n${likelihoodBar(estimate)}  ${formatEstimate(estimate)}\n`),
            ...detail,
          ]
        : [text(`${likelihoodBar(estimate)}  `), strong(name), text(`: ${formatEstimate(estimate)}`)],
      around,
    ),
  ],
  // Slack shows pictures only from a public address or an upload; the sentences say all that the picture would.
  'actor-map': (block, around) => [
    paragraph([strong(block.title)], around),
    bullets(block.alternative, around),
  ],
  timeline: (block, around) => [
    bullets(
      block.events.map((event) => [
        strong(formatDay(event.day)),
        text(event.state === 'past' ? '  ' : ` (${event.state})  `),
        ...event.spans,
      ]),
      around,
    ),
  ],
  notice: (block, around) => [
    richText([
      section([
        { type: 'emoji', name: NOTICE_EMOJI[block.level] },
        { type: 'text', text: '  ' },
        ...drawSpans(block.spans, around),
      ]),
    ]),
  ],
  note: (block, around) => smallPrint([block.spans], around),
  sources: (block, around) =>
    smallPrint(
      block.items.map((item) => [text(`[${item.number}] `), ...item.spans]),
      around,
    ),
  actions: (block, around) => drawActions(block.actions, around),
};

/** Stands above what begins something new: Slack sets blocks close together. */
const GAP = '\n';

/** Set off from the paragraph before. */
export function spaced(block: Block, before: Block | undefined): Block {
  return block.kind === 'text' && before?.kind === 'text'
    ? { ...block, spans: [text(GAP), ...block.spans] }
    : block;
}

/** The block without the gap above it. */
export function closeGap(block: RichTextBlock): RichTextBlock {
  const [first, ...rest] = block.elements;
  const gap = first?.elements[0];
  if (first?.type !== 'rich_text_section' || gap?.type !== 'text' || gap.text !== GAP) return block;
  return richText([{ ...first, elements: first.elements.slice(1) }, ...rest]);
}

/** Small print is plain text, so that nothing in it is parsed; a link needs the larger rich text. */
function smallPrint(lines: readonly Spans[], around: PlainTextForms): readonly KnownBlock[] {
  const plain = clean(lines.map((line) => plainSpans(line, around)).join('\n'));
  return lines.flat().some((span) => span.kind === 'link') || plain.length > CONTEXT_TEXT
    ? [linesOf(lines, around)]
    : [{ type: 'context', elements: [{ type: 'plain_text', text: plain, emoji: false }] }];
}

const NOTICE_EMOJI = { info: 'information_source', warning: 'warning', error: 'no_entry' } as const;

function drawActions(actions: readonly Action[], around: Surroundings): readonly KnownBlock[] {
  const shown = actions.filter((action) => action.kind !== 'share' || around.private);
  const buttons = shown.flatMap((action) => drawButton(action, around) ?? []);
  const unpressable = shown.filter((action) => drawButton(action, around) === undefined);
  return [
    ...(buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons } satisfies ActionsBlock]),
    ...unpressable.map((action) => paragraph(describeAction(action), around)),
  ];
}

/** Undefined when the button cannot hold what it would do. */
function drawButton(action: Action, around: Surroundings): Button | undefined {
  const label = cut(clean(action.label).replaceAll('\n', ' '), BUTTON_TEXT);
  if (isBlank(label)) return undefined;
  const face = { type: 'button', text: { type: 'plain_text', text: label, emoji: false } } as const;
  switch (action.kind) {
    case 'run': {
      if (action.words.length > BUTTON_VALUE) return undefined;
      const where = around.replaceable ? action.where : 'below';
      return {
        ...face,
        action_id: `run:${where}`,
        ...value(action.words),
        ...(action.current
          ? { style: 'primary', accessibility_label: cut(`${label} (shown now)`, ACCESSIBILITY_LABEL) }
          : {}),
      };
    }
    case 'ask':
      return { ...face, action_id: 'ask', ...value(action.topic ?? '') };
    case 'share':
      return action.words.length > BUTTON_VALUE
        ? undefined
        : { ...face, action_id: 'share', ...value(action.words) };
    case 'link': {
      const url = webAddress(action.url);
      return url && { ...face, action_id: 'link', url: url.href };
    }
  }
}

/** Slack refuses an empty value. */
function value(words: string): { value?: string } {
  return words === '' ? {} : { value: words };
}

/** What a button would do, in words: they can be typed, whatever their length. */
function describeAction(action: Action): Spans {
  const label = cut(clean(action.label), HEADER_TEXT);
  switch (action.kind) {
    case 'run':
    case 'share':
      return [text(`${label}: `), { kind: 'command', words: cut(clean(action.words), HEADER_TEXT) }];
    case 'link':
      return [text(`${label}: ${cut(clean(action.url), HEADER_TEXT)}`)];
    case 'ask':
      return [{ kind: 'command', words: `ask ${action.topic ?? ''}`.trim() }];
  }
}

function header(title: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: title.replaceAll('\n', ' '), emoji: false } };
}

function paragraph(spans: Spans, forms: PlainTextForms): RichTextBlock {
  return richText([section(drawSpans(spans, forms))]);
}

/** Lines of one section: Slack runs the sections of a block together. */
function linesOf(lines: readonly Spans[], forms: PlainTextForms): RichTextBlock {
  const drawn = lines.map((line) => drawSpans(line, forms)).filter((line) => line.length > 0);
  return richText([
    section(drawn.flatMap((line, index) => (index === 0 ? line : [{ type: 'text', text: '\n' }, ...line]))),
  ]);
}

function bullets(items: readonly Spans[], forms: PlainTextForms): RichTextBlock {
  const elements = items
    .map((item) => section(drawSpans(item, forms)))
    .filter((item) => !isHollowSection(item));
  return richText(elements.length === 0 ? [] : [{ type: 'rich_text_list', style: 'bullet', elements }]);
}

function section(elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

function richText(elements: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements: elements.filter((element) => !isHollowSection(element)) };
}

function isHollowSection(element: RichTextBlock['elements'][number]): boolean {
  return element.elements.length === 0;
}

function isHollow(block: KnownBlock): boolean {
  if (block.type === 'rich_text') return block.elements.length === 0;
  return (
    block.type === 'context' &&
    block.elements.every((part) => part.type === 'plain_text' && isBlank(part.text))
  );
}
