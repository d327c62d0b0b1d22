import { type Entry, isStale, type TimelineEvent } from '../../entries/entry.ts';
import { plainProse } from '../../entries/prose.ts';
import { type Action, type Block, type Reply, type Span, type Spans, strong, text } from '../../reply.ts';
import { cutSpans, LINE_LENGTH } from '../../views/change/change-line.ts';
import { changedBriefings, type Share, shareLines } from '../../views/change/changed-briefings.ts';
import { countChanges, type DigestContent } from './content.ts';

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
  const shares = shareLines(content.moved);
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
      ...movedBlocks(shares, content),
      ...content.added.slice(0, ADDED_IN_FULL).flatMap((entry) => addedBlocks(entry, today)),
      ...namesBlock(
        'Also new here: ',
        content.added.slice(ADDED_IN_FULL).map(({ title }) => title),
      ),
      ...goneBlocks(content),
      ...aheadBlocks(content, eventsTold(shares)),
      ...unchangedBlocks(content),
      ...actionBlocks(content),
    ],
  };
}

/** Briefings with their changes, then those for which there was no room by name and number of changes. */
function movedBlocks(shares: readonly Share[], { today, since }: DigestContent): readonly Block[] {
  const others = shares.filter(({ shown }) => shown.length === 0);
  return [
    // What a line tells, the heading need not say too.
    ...changedBriefings(shares, since.toString(), ({ entry, shown }) =>
      shown.some(({ kind }) => kind === 'stale') ? plainHeadingOf(entry) : headingOf(entry, today),
    ),
    ...namesBlock(
      'Also changed: ',
      others.map(({ entry, hidden }) => `${entry.title} (${hidden})`),
    ),
  ];
}

/** Coming events that a change has just told of. */
function eventsTold(shares: readonly Share[]): ReadonlySet<TimelineEvent> {
  return new Set(
    shares.flatMap(({ shown }) => shown.flatMap((change) => ('event' in change ? [change.event] : []))),
  );
}

function namesBlock(label: string, names: readonly string[]): readonly Block[] {
  if (names.length === 0) return [];
  const hidden = names.length - NAMED;
  const shown = [...names.slice(0, NAMED), ...(hidden > 0 ? [`${hidden} more`] : [])];
  return [{ kind: 'text', spans: [strong(label), text(`${shown.join(', ')}.`)] }];
}

function titles(entries: readonly { readonly title: string }[]): string {
  return entries.map(({ title }) => title).join(', ');
}

function addedBlocks(entry: Entry, today: Temporal.PlainDate): readonly Block[] {
  const spans: Spans = [strong('New here. '), text(plainProse(entry.bottom_line))];
  return [headingOf(entry, today), { kind: 'text', spans: cutSpans(spans, 2 * LINE_LENGTH) }];
}

function headingOf(entry: Entry, today: Temporal.PlainDate): Block {
  return plainHeadingOf(entry, staleMark(entry, today));
}

function plainHeadingOf({ title, status, as_of }: Entry, mark: Spans = []): Block {
  const aside: Spans = [text(`${status} · as of `), { kind: 'day', day: as_of }, ...mark];
  return { kind: 'heading', level: 2, text: title, aside };
}

function goneBlocks({ gone, missing, unreadable, uncompared }: DigestContent): readonly Block[] {
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
    ...(unreadable.length === 0
      ? []
      : [
          {
            kind: 'notice',
            level: 'warning',
            spans: [
              text(
                `Not told of, since its file has errors: ${titles(unreadable)}. What changed is told when it is mended.`,
              ),
            ],
          } as const,
        ]),
  ];
}

function aheadBlocks(content: DigestContent, told: ReadonlySet<TimelineEvent>): readonly Block[] {
  const ahead = content.ahead.filter(({ event }) => !told.has(event));
  if (ahead.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Ahead' },
    {
      kind: 'list',
      items: ahead
        .slice(0, AHEAD)
        .map(({ entry, event }) => [
          { kind: 'day', day: event.date },
          ...cutSpans([text(`: ${plainProse(event.text)}`)], LINE_LENGTH),
          text(` (${entry.title})`),
        ]),
    },
    ...(ahead.length > AHEAD
      ? [{ kind: 'note', spans: [text(`… and ${ahead.length - AHEAD} more.`)] } as const]
      : []),
  ];
}

/** In one line; stale ones in one before it, whatever their number, since reading them needs care. */
function unchangedBlocks({ unchanged, today }: DigestContent): readonly Block[] {
  const stale = unchanged.filter((entry) => isStale(entry, today));
  const fresh = unchanged.filter((entry) => !isStale(entry, today));
  return [
    ...(stale.length === 0
      ? []
      : [
          {
            kind: 'text',
            spans: [
              strong('Stale, no change: '),
              ...joined(stale.map((entry) => [text(entry.title), ...reviewDue(entry)])),
              text('.'),
            ],
          } as const,
        ]),
    ...namesBlock(
      'No change: ',
      fresh.map(({ title }) => title),
    ),
  ];
}

function reviewDue({ review_by }: Entry): Spans {
  return review_by === undefined
    ? []
    : [text(' (review was due '), { kind: 'day', day: review_by }, text(')')];
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
