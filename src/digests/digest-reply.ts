import { type Entry, isStale } from '../entries/entry.ts';
import { plainProse } from '../entries/prose.ts';
import { type Action, type Block, type Reply, type Span, type Spans, strong, text } from '../reply.ts';
import { changeLine, cutSpans, LINE_LENGTH } from '../views/change-line.ts';
import { countChanges, type DigestContent } from './content.ts';

/** Lines of one briefing in a digest; the rest is one press away. */
const LINES_PER_BRIEFING = 8;
/** Lines of all briefings: what fits into one message of every platform, so that a digest is posted in one piece. */
const LINES_IN_ALL = 16;
/** New briefings told with their bottom line. */
const ADDED_IN_FULL = 5;
/** Coming events, the nearest first. */
const AHEAD = 6;
/** Briefings named in one line; of more, the number is told. */
const NAMED = 12;
/** Buttons that open a briefing: what fits into a row on every platform. */
const BUTTONS = 4;

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
      ...movedBlocks(content),
      ...content.added.slice(0, ADDED_IN_FULL).flatMap((entry) => addedBlocks(entry, today)),
      ...namesBlock(
        'Also new here: ',
        content.added.slice(ADDED_IN_FULL).map(({ title }) => title),
      ),
      ...goneBlocks(content),
      ...aheadBlocks(content),
      ...unchangedBlocks(content),
      ...actionBlocks(content),
    ],
  };
}

/** Briefings in full as long as there is room, then by name and number of changes. */
function movedBlocks({ moved, today, since }: DigestContent): readonly Block[] {
  const blocks: Block[] = [];
  let room = LINES_IN_ALL;
  let told = 0;
  for (const { entry, changes } of moved) {
    if (room <= 0) break;
    const shown = changes.slice(0, Math.min(LINES_PER_BRIEFING, room));
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
    blocks.push(headingOf(entry, today), {
      kind: 'list',
      items: [...shown.map((change) => changeLine(change)), ...more],
    });
    room -= shown.length;
    told += 1;
  }
  const others = moved.slice(told).map(({ entry, changes }) => `${entry.title} (${changes.length})`);
  return [...blocks, ...namesBlock('Also changed: ', others)];
}

function namesBlock(label: string, names: readonly string[]): readonly Block[] {
  if (names.length === 0) return [];
  const hidden = names.length - NAMED;
  const shown = [...names.slice(0, NAMED), ...(hidden > 0 ? [`${hidden} more`] : [])];
  return [{ kind: 'text', spans: [strong(label), text(`${shown.join(', ')}.`)] }];
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
    ...namesBlock(
      'No longer covered: ',
      gone.map(({ title }) => title),
    ),
    ...namesBlock(
      'Changed, but its earlier text is no longer kept: ',
      uncompared.map(({ title }) => title),
    ),
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
      events: ahead.slice(0, AHEAD).map(({ entry, event }) => ({
        day: event.date,
        spans: cutSpans([text(`${plainProse(event.text)} (${entry.title})`)], LINE_LENGTH),
        state: 'expected',
      })),
    },
    ...(ahead.length > AHEAD
      ? [{ kind: 'note', spans: [text(`… and ${ahead.length - AHEAD} more.`)] } as const]
      : []),
  ];
}

/** In one line; stale ones are named first, whatever their number, since reading them needs care. */
function unchangedBlocks({ unchanged, today }: DigestContent): readonly Block[] {
  if (unchanged.length === 0) return [];
  const stale = unchanged.filter((entry) => isStale(entry, today));
  const fresh = unchanged.filter((entry) => !isStale(entry, today));
  const named = fresh.slice(0, NAMED);
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
