import type { Change } from '../entries/diff/change.ts';
import type { Revision } from '../entries/revisions/revision.ts';
import { type Block, type Reply, strong, text } from '../reply.ts';
import { changeList, countedChanges, timeOf } from './changes.ts';
import { createCitations } from './citations.ts';

/** What `changes` tells of a briefing that is not served any more. */
export interface ChangedBefore {
  /** Before it was taken away. */
  readonly changes: readonly Change[];
  readonly from: Temporal.Instant;
  /** To follow "since" where the others are asked for. */
  readonly words: string;
}

/** When a briefing was taken away, and what changed in it before that. */
export function takenAwayReply({ entry, seenAt }: Revision, { changes, from, words }: ChangedBefore): Reply {
  const citations = createCitations();
  const wasThere = Temporal.Instant.compare(seenAt, from) > 0;
  const before: readonly Block[] = wasThere
    ? [
        {
          kind: 'text',
          spans: [
            strong(countedChanges(changes.length)),
            text(' between '),
            timeOf(from),
            text(' and then.'),
          ],
        },
        ...changeList(entry, changes, citations),
        ...citations.block(),
      ]
    : [];
  return {
    tone: 'plain',
    blocks: [
      { kind: 'heading', level: 1, text: `Changes: ${entry.title}`, aside: [text('taken away')] },
      {
        kind: 'notice',
        level: 'info',
        spans: [
          strong('Taken away '),
          timeOf(seenAt),
          text(': its file is gone. It last told what was known on '),
          { kind: 'day', day: entry.as_of },
          text('.'),
        ],
      },
      ...before,
      {
        kind: 'actions',
        actions: [{ kind: 'run', label: 'All briefings', words: `changes since ${words}`, where: 'below' }],
      },
    ],
  };
}
