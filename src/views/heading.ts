import { type Entry, isStale } from '../entries/entry.ts';
import type { Block, Reply, Span } from '../reply.ts';
import { strong, text } from '../reply.ts';

/** Title, status and dates of a briefing, with a warning when its review is overdue. Opens every reply about one. */
export function headingOf(entry: Entry, today: Temporal.PlainDate, section?: string): readonly Block[] {
  const review: readonly Span[] = entry.review_by
    ? [
        text(isStale(entry, today) ? ' · review was due ' : ' · review due '),
        { kind: 'day', day: entry.review_by },
      ]
    : [];
  const heading: Block = {
    kind: 'heading',
    level: 1,
    text: section ? `${section}: ${entry.title}` : entry.title,
    aside: [text(`${entry.status} · as of `), { kind: 'day', day: entry.as_of }, ...review],
  };
  return [heading, ...staleNotice(entry, today)];
}

/** Title, status and date of one briefing among several. */
export function headingOfOne(entry: Entry, today: Temporal.PlainDate): Block {
  return {
    kind: 'heading',
    level: 2,
    text: entry.title,
    aside: [
      text(`${entry.status}${isStale(entry, today) ? ', stale' : ''} · as of `),
      { kind: 'day', day: entry.as_of },
    ],
  };
}

function staleNotice(entry: Entry, today: Temporal.PlainDate): readonly Block[] {
  if (!isStale(entry, today)) return [];
  return [
    {
      kind: 'notice',
      level: 'warning',
      spans: [
        strong('The review is overdue.'),
        text(' This is what was known on '),
        { kind: 'day', day: entry.as_of },
        text('; later events are not included.'),
      ],
    },
  ];
}

/** The tone of a reply about a briefing: its status, or that it is stale. */
export function toneOf(entry: Entry, today: Temporal.PlainDate): Reply['tone'] {
  return isStale(entry, today) ? 'stale' : entry.status;
}
