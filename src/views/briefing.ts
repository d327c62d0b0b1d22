import type { Entry, TimelineEvent } from '../entries/entry.ts';
import { type PlainTextForms, plainText } from '../plain-text.ts';
import { type Block, type Reply, type Span, text } from '../reply.ts';
import { actorsInBrief } from './actors.ts';
import { createCitations } from './citations.ts';
import { excerpt } from './excerpt.ts';
import { headingOf, toneOf } from './heading.ts';
import { outlookInBrief, outlookTitle } from './outlook.ts';
import { sectionButtons } from './section-buttons.ts';
import { skepticismInBrief } from './skepticism.ts';
import { expectedEvents, nextEvents, timelineOf } from './timeline.ts';

/** Doubts, scenarios and coming events in the first answer, at most; the sections have all of them. */
const MOST = { doubts: 3, scenarios: 6, events: 3 } as const;
/** With fewer than this the part would say too little. */
const LEAST = { doubts: 1, scenarios: 2 } as const;
/** Characters of plain text on one screen: what one message takes on every platform, with a little to spare. */
const SCREEN = 3_950;

interface Shown {
  readonly doubts: number;
  readonly scenarios: number;
}

/**
 * The whole briefing on one screen: every part is there, with as many doubts, then scenarios, as there is room for;
 * details are one press away. The summary stands nowhere else, so a long one goes on in a second message.
 */
export function briefingReply(entry: Entry, today: Temporal.PlainDate): Reply {
  let shown: Shown | undefined = {
    doubts: Math.min(MOST.doubts, entry.skepticism.length),
    scenarios: Math.min(MOST.scenarios, entry.outlook?.scenarios.length ?? 0),
  };
  let reply = drawBriefing(entry, today, shown);
  while (shown && plainText(reply, NO_FORMS).length > SCREEN) {
    shown = withLess(shown);
    if (shown) reply = drawBriefing(entry, today, shown);
  }
  return reply;
}

function withLess({ doubts, scenarios }: Shown): Shown | undefined {
  if (doubts > LEAST.doubts) return { doubts: doubts - 1, scenarios };
  return scenarios > LEAST.scenarios ? { doubts, scenarios: scenarios - 1 } : undefined;
}

/** A briefing has no times and few commands; how a platform writes them hardly changes its length. */
const NO_FORMS: PlainTextForms = { command: (words) => words, time: () => '' };

function drawBriefing(entry: Entry, today: Temporal.PlainDate, shown: Shown): Reply {
  const citations = createCitations();
  const due = expectedEvents(entry);
  const next = nextEvents(entry, today, MOST.events);
  const blocks: readonly Block[] = [
    ...headingOf(entry, today),
    { kind: 'text', spans: citations.prose(entry, entry.bottom_line).map(emphasised) },
    titled('Summary'),
    ...entry.summary.map((paragraph): Block => ({ kind: 'text', spans: citations.prose(entry, paragraph) })),
    ...part('Key actors', actorsInBrief(entry, citations)),
    ...part('Skepticism', skepticismInBrief(entry, shown.doubts, citations)),
    ...(entry.outlook
      ? part(outlookTitle(entry.outlook), outlookInBrief(entry, entry.outlook, shown.scenarios, citations))
      : []),
    ...(due.length > 0
      ? part('Next', [
          timelineOf(entry, next.map(inBrief), today, citations),
          ...counted(due.length - next.length),
        ])
      : []),
  ];
  return {
    tone: toneOf(entry, today),
    blocks: [...blocks, ...citations.block(), sectionButtons(entry, 'summary')],
  };
}

/** Characters of what is due; the timeline has it in full. */
const DUE_EXCERPT = 150;

function counted(more: number): readonly Block[] {
  return more > 0 ? [{ kind: 'note', spans: [text(`${more} more expected or overdue`)] }] : [];
}

function inBrief(event: TimelineEvent): TimelineEvent {
  return { ...event, text: excerpt(event.text, DUE_EXCERPT) };
}

function titled(title: string): Block {
  return { kind: 'heading', level: 2, text: title };
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
