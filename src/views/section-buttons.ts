import { type Entry, SECTIONS, type Section } from '../entries/entry.ts';
import type { Action, Block } from '../reply.ts';

/** What a section is called on buttons and headings. */
export const SECTION_TITLES: Readonly<Record<Section, string>> = {
  actors: 'Actors',
  skepticism: 'Skepticism',
  outlook: 'Outlook',
  timeline: 'Timeline',
  sources: 'Sources',
};

/** Buttons to the briefing and each of its sections that has something in it; `current` is the one being shown. */
export function sectionButtons(entry: Entry, current: Section | 'summary'): Block {
  const sections = SECTIONS.filter((section) => !isEmpty(entry, section)).map(
    (section): Action => ({
      kind: 'run',
      label: SECTION_TITLES[section],
      words: `${section} ${entry.id}`,
      where: 'in-place',
      ...(section === current ? { current: true } : {}),
    }),
  );
  const summary: Action = {
    kind: 'run',
    label: 'Summary',
    words: `show ${entry.id}`,
    where: 'in-place',
    ...(current === 'summary' ? { current: true } : {}),
  };
  return {
    kind: 'actions',
    actions: [summary, ...sections, { kind: 'ask', label: 'Ask a question', topic: entry.id }],
  };
}

function isEmpty(entry: Entry, section: Section): boolean {
  switch (section) {
    case 'actors':
    case 'sources':
      return Object.keys(entry[section]).length === 0;
    case 'skepticism':
    case 'timeline':
      return entry[section].length === 0;
    case 'outlook':
      return entry.outlook === undefined;
  }
}
