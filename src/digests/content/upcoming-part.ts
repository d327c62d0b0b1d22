import { counted } from '../../counted.ts';
import { isStale, type TimelineEvent } from '../../entries/entry.ts';
import { plainProse } from '../../entries/prose.ts';
import { type Block, type Spans, strong, text } from '../../reply.ts';
import { cutSpans, LINE_LENGTH } from '../../views/change/change-line.ts';
import type { DigestContent } from './digest-content.ts';
import { longest, type Part } from './message-budget.ts';

type Coming = DigestContent['ahead'][number];

/** Coming events told at most, the nearest first. */
const EVENTS = 6;

/** @param told events that a change has just told of */
export function upcomingPart(content: DigestContent, told: ReadonlySet<TimelineEvent>): Part {
  const ahead = content.ahead.filter(({ event }) => !told.has(event));
  if (ahead.length === 0) return () => [];
  const blocks = (shown: number): readonly Block[] =>
    shown === 0
      ? [{ kind: 'text', spans: [strong('Ahead: '), text(`${counted(ahead.length, 'expected event')}.`)] }]
      : [
          { kind: 'heading', level: 2, text: 'Ahead' },
          { kind: 'list', items: ahead.slice(0, shown).map((coming) => lineOf(coming, content.today)) },
          ...(ahead.length > shown
            ? [{ kind: 'note', spans: [text(`… and ${ahead.length - shown} more.`)] } as const]
            : []),
        ];
  return (budget) => longest(Math.min(ahead.length, EVENTS), budget, blocks, (drawn) => drawn);
}

/** `6 Feb 2026: Second session of the talks. (Border talks)` */
export function lineOf({ entry, event }: Coming, today: Temporal.PlainDate, length = LINE_LENGTH): Spans {
  return [
    { kind: 'day', day: event.date },
    ...cutSpans([text(`: ${plainProse(event.text)}`)], length),
    text(` (${entry.title}${isStale(entry, today) ? ', stale' : ''})`),
  ];
}
