import type { Entry, TimelineEvent } from '../entries/entry.ts';
import type { Block, Reply, Span } from '../reply.ts';
import { actorsInBrief } from './actors.ts';
import { createCitations } from './citations.ts';
import { excerpt } from './excerpt.ts';
import { headingOf, toneOf } from './heading.ts';
import { outlookInBrief, outlookTitle } from './outlook.ts';
import { sectionButtons } from './section-buttons.ts';
import { skepticismInBrief } from './skepticism.ts';
import { expectedEvents, timelineOf } from './timeline.ts';

/** The whole briefing on one screen: every part is there, details are one press away. */
export function briefingReply(entry: Entry, today: Temporal.PlainDate): Reply {
  const citations = createCitations();
  const due = expectedEvents(entry);
  const blocks: readonly Block[] = [
    ...headingOf(entry, today),
    { kind: 'text', spans: citations.prose(entry, entry.bottom_line).map(emphasised) },
    titled('Summary'),
    ...entry.summary.map((paragraph): Block => ({ kind: 'text', spans: citations.prose(entry, paragraph) })),
    ...part('Key actors', actorsInBrief(entry, citations)),
    ...part('Skepticism', skepticismInBrief(entry, citations)),
    ...(entry.outlook
      ? part(outlookTitle(entry.outlook), outlookInBrief(entry, entry.outlook, citations))
      : []),
    ...(due.length > 0 ? part('Next', [timelineOf(entry, due.map(inBrief), today, citations)]) : []),
  ];
  return {
    tone: toneOf(entry, today),
    blocks: [...blocks, ...citations.block(), sectionButtons(entry, 'summary')],
  };
}

/** Characters of what is due; the timeline has it in full. */
const DUE_EXCERPT = 150;

function inBrief(event: TimelineEvent): TimelineEvent {
  return { ...event, text: excerpt(event.text, DUE_EXCERPT) };
}

function titled(text: string): Block {
  return { kind: 'heading', level: 2, text };
}

/** A heading with nothing under it would look like a fault. */
function part(title: string, blocks: readonly Block[]): readonly Block[] {
  const empty = blocks.every((block) => block.kind === 'list' && block.items.length === 0);
  return empty ? [] : [titled(title), ...blocks];
}

/** The bottom line stands out; its citations and links stay as they are. */
function emphasised(span: Span): Span {
  return span.kind === 'text' ? { ...span, strong: true } : span;
}
