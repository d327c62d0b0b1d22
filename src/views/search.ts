import type { Library } from '../entries/library.ts';
import type { Block, Reply } from '../reply.ts';
import type { StatementHit } from '../search/statement-search.ts';
import { createCitations } from './citations.ts';
import { statementSpans } from './cited-statement.ts';
import { headingOfOne } from './heading.ts';
import { sectionWords } from './statement-place.ts';

/** Briefings found that get a button. */
const BUTTONS = 4;

/** Found statements under the briefing they stand in, best briefing first; each with its place and sources. */
export function searchReply(
  words: string,
  hits: readonly StatementHit[],
  library: Library,
  today: Temporal.PlainDate,
): Reply {
  const citations = createCitations();
  const byEntry = Map.groupBy(hits, (hit) => hit.statement.entryId);
  const found = [...byEntry].flatMap(([id, entryHits]) => {
    const entry = library.get(id);
    return entry ? [{ entry, entryHits }] : [];
  });
  return {
    tone: 'plain',
    blocks: [
      { kind: 'heading', level: 1, text: `Search: ${words}` },
      ...found.flatMap(({ entry, entryHits }): readonly Block[] => [
        headingOfOne(entry, today),
        {
          kind: 'list',
          items: entryHits.map(({ statement }) =>
            statementSpans(statement, { library, citations, today, headed: entry.id }),
          ),
        },
      ]),
      ...citations.block(),
      {
        kind: 'actions',
        actions: found.slice(0, BUTTONS).flatMap(({ entry, entryHits: [best] }) =>
          best
            ? [
                {
                  kind: 'run',
                  label: entry.title,
                  words: sectionWords(best.statement),
                  where: 'below',
                } as const,
              ]
            : [],
        ),
      },
    ],
  };
}
