import { type Entry, isStale } from '../entries/entry.ts';
import { plainProse } from '../entries/prose.ts';
import { type Action, type Block, type Reply, type Span, type Spans, strong, text } from '../reply.ts';
import { changeLine, cutSpans, LINE_LENGTH } from '../views/change-line.ts';
import { countChanges, type DigestContent } from './content.ts';

/** Lines of one briefing in a digest; the rest is one press away. */
const LINES_PER_BRIEFING = 8;
/** Buttons that open a briefing: what fits into a row on every platform. */
const BUTTONS = 4;
/** Unchanged briefings named one by one; of more, the number is told. */
const UNCHANGED_NAMED = 12;

/** A digest as a message: what changed first, then what lies ahead, then the rest in one line. */
export function digestReply(content: DigestContent): Reply {
  const changes = countChanges(content);
  const { today, zone, lateFor } = content;
  const heading: Block = {
    kind: 'heading',
    level: 1,
    text: 'Digest',
    aside: [
      { kind: 'day', day: today.toString() },
      text(` · ${zone} · ${changes === 0 ? 'no change' : count(changes, 'change')} since `),
      { kind: 'day', day: content.since.toString() },
    ],
  };
  const late: readonly Block[] =
    lateFor === undefined
      ? []
      : [
          {
            kind: 'notice',
            level: 'info',
            spans: [
              text('Late: this was due '),
              { kind: 'time', at: lateFor.epochMilliseconds, style: 'date-time' },
              text('.'),
            ],
          },
        ];
  return {
    tone: 'plain',
    blocks: [
      heading,
      ...late,
      ...content.moved.flatMap((briefing) => movedBlocks(briefing, content)),
      ...content.added.flatMap((entry) => addedBlocks(entry, today)),
      ...goneBlocks(content),
      ...aheadBlocks(content),
      ...unchangedBlocks(content),
      ...actionBlocks(content),
    ],
  };
}

function movedBlocks(
  { entry, changes }: DigestContent['moved'][number],
  { today, since }: DigestContent,
): readonly Block[] {
  const shown = changes.slice(0, LINES_PER_BRIEFING);
  const hidden = changes.length - shown.length;
  const more: readonly Spans[] =
    hidden === 0
      ? []
      : [
          [
            text(`… ${count(hidden, 'more change')}: `),
            { kind: 'command', words: `changes ${entry.id} since ${since}` },
          ],
        ];
  return [
    headingOf(entry, today),
    { kind: 'list', items: [...shown.map((change) => changeLine(change)), ...more] },
  ];
}

function addedBlocks(entry: Entry, today: Temporal.PlainDate): readonly Block[] {
  const spans: Spans = [strong('New here. '), text(plainProse(entry.bottom_line))];
  return [headingOf(entry, today), { kind: 'text', spans: cutSpans(spans, 2 * LINE_LENGTH) }];
}

function headingOf(entry: Entry, today: Temporal.PlainDate): Block {
  return {
    kind: 'heading',
    level: 2,
    text: entry.title,
    aside: [text(`${entry.status} · as of `), { kind: 'day', day: entry.as_of }, ...staleMark(entry, today)],
  };
}

function goneBlocks({ gone, missing, uncompared }: DigestContent): readonly Block[] {
  return [
    ...(gone.length === 0
      ? []
      : [
          {
            kind: 'text',
            spans: [strong('No longer covered: '), text(`${gone.map(({ title }) => title).join(', ')}.`)],
          } as const,
        ]),
    ...(uncompared.length === 0
      ? []
      : [
          {
            kind: 'text',
            spans: [
              strong('Changed, but its earlier text is no longer kept: '),
              text(`${uncompared.map(({ title }) => title).join(', ')}.`),
            ],
          } as const,
        ]),
    ...(missing.length === 0
      ? []
      : [
          {
            kind: 'notice',
            level: 'warning',
            spans: [text(`Subscribed to, but not kept here any more: ${missing.join(', ')}.`)],
          } as const,
        ]),
  ];
}

function aheadBlocks({ ahead }: DigestContent): readonly Block[] {
  if (ahead.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Ahead' },
    {
      kind: 'timeline',
      events: ahead.map(({ entry, event }) => ({
        day: event.date,
        spans: cutSpans([text(`${plainProse(event.text)} (${entry.title})`)], LINE_LENGTH),
        state: 'expected',
      })),
    },
  ];
}

/** In one line; stale ones are named first, whatever their number, since reading them needs care. */
function unchangedBlocks({ unchanged, today }: DigestContent): readonly Block[] {
  if (unchanged.length === 0) return [];
  const stale = unchanged.filter((entry) => isStale(entry, today));
  const fresh = unchanged.filter((entry) => !isStale(entry, today));
  const named = fresh.slice(0, UNCHANGED_NAMED);
  const items: readonly Spans[] = [
    ...stale.map((entry) => [text(entry.title), ...staleMark(entry, today)]),
    ...named.map((entry) => [text(entry.title)]),
    ...(fresh.length > named.length ? [[text(`${fresh.length - named.length} more`)]] : []),
  ];
  return [{ kind: 'text', spans: [strong('No change: '), ...joined(items), text('.')] }];
}

function staleMark(entry: Entry, today: Temporal.PlainDate): Spans {
  if (entry.review_by === undefined || !isStale(entry, today)) return [];
  return [text(' (stale: review was due '), { kind: 'day', day: entry.review_by }, text(')')];
}

function joined(items: readonly Spans[]): Spans {
  return items.flatMap((item, index): readonly Span[] => (index === 0 ? item : [text(', '), ...item]));
}

function actionBlocks({ moved, added }: DigestContent): readonly Block[] {
  const open = [...moved.map(({ entry }) => entry), ...added]
    .slice(0, BUTTONS)
    .map((entry): Action => ({ kind: 'run', label: entry.title, words: `show ${entry.id}`, where: 'below' }));
  const all: Action = { kind: 'run', label: 'Subscriptions', words: 'subscriptions', where: 'below' };
  return [{ kind: 'actions', actions: [...open, all] }];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
