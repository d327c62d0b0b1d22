import { counted } from '../counted.ts';
import type { FoundActor } from '../entries/library.ts';
import type { Block, Reply } from '../reply.ts';
import { text } from '../reply.ts';
import { actorFields } from './actors.ts';
import { createCitations } from './citations.ts';
import { headingOfOne } from './heading.ts';

/** Briefings whose actor list gets a button. */
const BUTTONS = 4;

/** One actor as each briefing describes it, the most recent state of knowledge first. */
export function actorReply(found: FoundActor, today: Temporal.PlainDate): Reply {
  const citations = createCitations();
  const appearances = [...found.appearances].sort((a, b) => (a.entry.as_of < b.entry.as_of ? 1 : -1));
  const kinds = [...new Set(appearances.map(({ actor }) => actor.kind))];
  const count = appearances.length;
  return {
    tone: 'plain',
    blocks: [
      {
        kind: 'heading',
        level: 1,
        text: found.name,
        aside: [text(`${kinds.join(', ')} · in ${counted(count, 'briefing')}`)],
      },
      ...appearances.flatMap(({ entry, actor }): readonly Block[] => [
        headingOfOne(entry, today),
        { kind: 'fields', fields: actorFields(entry, actor, citations) },
      ]),
      ...citations.block(),
      {
        kind: 'actions',
        actions: appearances.slice(0, BUTTONS).map(({ entry }) => ({
          kind: 'run',
          label: entry.title,
          words: `show ${entry.id}`,
          where: 'below',
        })),
      },
    ],
  };
}
