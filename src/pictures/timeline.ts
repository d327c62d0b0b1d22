import { counted } from '../counted.ts';
import { formatDay, type PlainTextForms, plainSpans } from '../plain-text.ts';
import type { Timeline } from '../reply.ts';
import { clampLines, wrapText } from './lettering.ts';
import type { Palette } from './palette.ts';
import { type Picture, picture, rounded, type SvgNode, svg } from './svg.ts';

/** Sizes in pixels at scale 1, chosen by eye on a phone and a wide screen. */
const SIZES = {
  margin: 8,
  dateSize: 13,
  textSize: 14,
  lineHeight: 20,
  /** Below this the date stands above its text, since a column of its own would leave too little. */
  columnsFrom: 460,
  dateColumn: 104,
  railColumn: 28,
  dotRadius: 6,
  betweenEvents: 18,
  /** What a long silence adds at most, so that distance in time shows without empty screens. */
  longestGap: 36,
  /** What does not fit is in the text beside the picture. A narrow column takes more lines for the same text. */
  linesPerEvent: { columns: 5, stacked: 9 },
} as const;

/** Events in one picture: about two screens. The text beside the picture has them all. */
const PICTURED = 24;
/** Of these, events to come; the nearest, where there are more that happened. */
const PICTURED_AHEAD = 8;

type TimelineEvent = Timeline['events'][number];

const STATE_WORDS: Readonly<Record<TimelineEvent['state'], string | undefined>> = {
  past: undefined,
  expected: 'expected',
  overdue: 'overdue',
};

/**
 * Draws events down a rail, in the order given: a full dot for what happened, a ring for what is expected,
 * a ring in the warning colour for what should have happened. Long gaps in time are wider. Of very many events it
 * draws those around now, and says how many it leaves out.
 * @param width in pixels; the picture has exactly this width
 */
export function drawTimeline(
  timeline: Timeline,
  options: {
    readonly palette: Palette;
    readonly width: number;
    readonly title: string;
    readonly forms: PlainTextForms;
  },
): Picture {
  const { palette, width } = options;
  const columns = width >= SIZES.columnsFrom;
  const railX = SIZES.margin + (columns ? SIZES.dateColumn : SIZES.dotRadius + 2);
  const textX = railX + SIZES.railColumn;
  const textWidth = width - textX - SIZES.margin;

  const { earlier, pictured, later } = aroundNow(timeline.events);
  const rows: Row[] = [];
  const notes: SvgNode[] = [];
  let y = SIZES.margin;
  if (earlier > 0) {
    notes.push(leftOut(`${counted(earlier, 'earlier event')}: in the text`, textX, y, palette));
    y += SIZES.lineHeight + SIZES.betweenEvents;
  }
  for (const [index, event] of pictured.entries()) {
    const before = pictured[index - 1];
    if (before) y += SIZES.betweenEvents + extraGap(before, event);
    const spans = event.spans.filter((span) => span.kind !== 'citation');
    const lines = clampLines(
      wrapText(plainSpans(spans, options.forms), SIZES.textSize, textWidth),
      columns ? SIZES.linesPerEvent.columns : SIZES.linesPerEvent.stacked,
    );
    const state = STATE_WORDS[event.state];
    // In columns the state stands under the date; else beside it.
    const dateLines = columns ? [formatDay(event.day), ...(state ? [state] : [])] : [dateAndState(event)];
    const height = columns
      ? Math.max(lines.length, dateLines.length) * SIZES.lineHeight
      : (lines.length + 1) * SIZES.lineHeight;
    rows.push({ event, y, height, lines, dateLines });
    y += height;
  }
  if (later > 0) {
    y += SIZES.betweenEvents;
    notes.push(leftOut(`${counted(later, 'later event')}: in the text`, textX, y, palette));
    y += SIZES.lineHeight;
  }
  const height = y + SIZES.margin;
  const place: Place = { columns, railX, textX };
  return picture({ width, height }, options.title, palette.font, [
    ...(palette.background ? [svg('rect', { width, height, fill: palette.background })] : []),
    ...rail(rows, railX, palette),
    ...rows.flatMap((row) => rowNodes(row, place, palette)),
    ...notes,
  ]);
}

/** The events to draw, in their order, and how many there are before and after them. */
function aroundNow(events: readonly TimelineEvent[]) {
  const firstAhead = events.findIndex(({ state }) => state === 'expected');
  const now = firstAhead < 0 ? events.length : firstAhead;
  const ahead = Math.min(events.length - now, Math.max(PICTURED_AHEAD, PICTURED - now));
  const end = now + ahead;
  const start = Math.max(0, end - PICTURED);
  return { earlier: start, pictured: events.slice(start, end), later: events.length - end };
}

function leftOut(words: string, x: number, y: number, palette: Palette): SvgNode {
  const attributes = {
    x: rounded(x),
    y: rounded(y + SIZES.lineHeight * 0.72),
    'font-size': SIZES.dateSize,
    fill: palette.quiet,
  };
  return svg('text', attributes, [words]);
}

interface Row {
  readonly event: TimelineEvent;
  readonly y: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly dateLines: readonly string[];
}

interface Place {
  readonly columns: boolean;
  readonly railX: number;
  readonly textX: number;
}

function dotY(row: Row): number {
  return row.y + SIZES.lineHeight / 2;
}

/** Dashed from the last thing that happened on: what follows is not certain. */
function rail(rows: readonly Row[], x: number, palette: Palette): readonly SvgNode[] {
  return rows.slice(1).flatMap((row, index) => {
    const before = rows[index];
    if (!before) return [];
    const certain = row.event.state === 'past' && before.event.state === 'past';
    return [
      svg('line', {
        x1: rounded(x),
        x2: rounded(x),
        y1: rounded(dotY(before) + SIZES.dotRadius + 3),
        y2: rounded(dotY(row) - SIZES.dotRadius - 3),
        stroke: palette.line,
        'stroke-width': 2,
        'stroke-linecap': 'round',
        ...(certain ? {} : { 'stroke-dasharray': '1 6' }),
      }),
    ];
  });
}

function rowNodes(row: Row, place: Place, palette: Palette): readonly SvgNode[] {
  const baseline = row.y + SIZES.lineHeight * 0.72;
  const colour = row.event.state === 'overdue' ? palette.warning : palette.accent;
  const dot = svg('circle', {
    cx: rounded(place.railX),
    cy: rounded(dotY(row)),
    r: row.event.state === 'past' ? SIZES.dotRadius : SIZES.dotRadius - 1,
    fill: row.event.state === 'past' ? colour : palette.surface,
    ...(row.event.state === 'past' ? {} : { stroke: colour, 'stroke-width': 2 }),
  });
  const dateX = place.columns ? place.railX - SIZES.dotRadius - 10 : place.textX;
  const dates = row.dateLines.map((line, index) =>
    svg(
      'text',
      {
        x: rounded(dateX),
        y: rounded(baseline + index * SIZES.lineHeight * 0.85),
        'text-anchor': place.columns ? 'end' : 'start',
        'font-size': index === 0 ? SIZES.dateSize : SIZES.dateSize - 1,
        'font-weight': index === 0 ? 600 : 400,
        fill: row.event.state === 'overdue' ? palette.warning : palette.quiet,
      },
      [line],
    ),
  );
  const firstLine = place.columns ? baseline : baseline + SIZES.lineHeight;
  const texts = row.lines.map((line, index) =>
    svg(
      'text',
      {
        x: rounded(place.textX),
        y: rounded(firstLine + index * SIZES.lineHeight),
        'font-size': SIZES.textSize,
        fill: palette.text,
      },
      [line],
    ),
  );
  return [dot, ...dates, ...texts];
}

function dateAndState(event: TimelineEvent): string {
  const state = STATE_WORDS[event.state];
  return state ? `${formatDay(event.day)} · ${state}` : formatDay(event.day);
}

/** Grows with the logarithm of the days between, from nothing at a day to the whole at about a year. */
function extraGap(before: TimelineEvent, event: TimelineEvent): number {
  const days = Math.abs(firstDay(event.day).until(firstDay(before.day), { largestUnit: 'days' }).days);
  return SIZES.longestGap * Math.min(1, Math.log1p(Math.max(0, days - 1)) / Math.log(365));
}

function firstDay(day: string): Temporal.PlainDate {
  const [year = '1970', month = '01', dayOfMonth = '01'] = day.split('-');
  return Temporal.PlainDate.from(`${year}-${month}-${dayOfMonth}`);
}
