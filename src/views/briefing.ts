import type { Entry, TimelineEvent } from '../entries/entry.ts';
import { type PlainTextForms, plainText } from '../plain-text.ts';
import type { Block, Reply, Span } from '../reply.ts';
import { actorsInBrief } from './actors.ts';
import { createCitations } from './citations.ts';
import { excerpt } from './excerpt.ts';
import { headingOf, toneOf } from './heading.ts';
import { outlookInBrief, outlookTitle } from './outlook.ts';
import { sectionButtons } from './section-buttons.ts';
import { skepticismInBrief } from './skepticism.ts';
import { expectedEvents, timelineOf } from './timeline.ts';

/** Doubts in the first answer. */
const KEY_DOUBTS = 3;
/** Characters of plain text on one screen: what one message takes on every platform, with a little to spare. */
const SCREEN = 3_950;

/** The whole briefing on one screen: every part is there, with as many doubts as there is room for; details are one press away. */
export function briefingReply(entry: Entry, today: Temporal.PlainDate): Reply {
  let doubts = Math.min(KEY_DOUBTS, entry.skepticism.length);
  let reply = drawBriefing(entry, today, doubts);
  while (doubts > 1 && plainText(reply, NO_FORMS).length > SCREEN) {
    doubts -= 1;
    reply = drawBriefing(entry, today, doubts);
  }
  return reply;
}

/** A briefing has no times and few commands; how a platform writes them hardly changes its length. */
const NO_FORMS: PlainTextForms = { command: (words) => words, time: () => '' };

function drawBriefing(entry: Entry, today: Temporal.PlainDate, doubts: number): Reply {
  const citations = createCitations();
  const due = expectedEvents(entry);
  const blocks: readonly Block[] = [
    ...headingOf(entry, today),
    { kind: 'text', spans: citations.prose(entry, entry.bottom_line).map(emphasised) },
    titled('Summary'),
    ...entry.summary.map((paragraph): Block => ({ kind: 'text', spans: citations.prose(entry, paragraph) })),
    ...part('Key actors', actorsInBrief(entry, citations)),
    ...part('Skepticism', skepticismInBrief(entry, doubts, citations)),
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
