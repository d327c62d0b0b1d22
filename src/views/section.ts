import type { Entry, Section } from '../entries/entry.ts';
import type { Block, Reply } from '../reply.ts';
import { text } from '../reply.ts';
import { actorsInFull } from './actors.ts';
import { type Citations, createCitations } from './citations.ts';
import { headingOf, toneOf } from './heading.ts';
import { outlookInFull, outlookTitle } from './outlook.ts';
import { SECTION_TITLES, sectionButtons } from './section-buttons.ts';
import { skepticismInFull } from './skepticism.ts';
import { sourcesInFull } from './sources.ts';
import { timelineOf } from './timeline.ts';

type Draw = (entry: Entry, today: Temporal.PlainDate, citations: Citations) => readonly Block[];

const drawings: Readonly<Record<Section, Draw>> = {
  actors: (entry, _today, citations) => actorsInFull(entry, citations),
  skepticism: (entry, _today, citations) =>
    entry.skepticism.length === 0 ? [] : skepticismInFull(entry, citations),
  outlook: (entry, _today, citations) =>
    entry.outlook ? outlookInFull(entry, entry.outlook, citations) : [],
  timeline: (entry, today, citations) =>
    entry.timeline.length === 0 ? [] : [timelineOf(entry, entry.timeline, today, citations)],
  sources: (entry, _today, citations) =>
    Object.keys(entry.sources).length === 0 ? [] : sourcesInFull(entry, citations),
};

/** One section of a briefing in full. */
export function sectionReply(entry: Entry, section: Section, today: Temporal.PlainDate): Reply {
  const citations = createCitations();
  const blocks = drawings[section](entry, today, citations);
  const title =
    section === 'outlook' && entry.outlook ? outlookTitle(entry.outlook) : SECTION_TITLES[section];
  const nothing: Block = {
    kind: 'notice',
    level: 'info',
    spans: [text(`The briefing has nothing under ${SECTION_TITLES[section].toLowerCase()}.`)],
  };
  return {
    tone: toneOf(entry, today),
    blocks: [
      ...headingOf(entry, today, title),
      ...(blocks.length > 0 ? blocks : [nothing]),
      // The sources section is itself the list that its notes cite.
      ...(section === 'sources' ? [] : citations.block()),
      sectionButtons(entry, section),
    ],
  };
}
