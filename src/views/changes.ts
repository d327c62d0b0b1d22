import type { Change } from '../entries/change.ts';
import type { Entry } from '../entries/entry.ts';
import { type Block, type Reply, type Spans, text } from '../reply.ts';
import { changeSentence } from './change.ts';

/** What changed in a briefing, a sentence each; `aside` says since when. */
export function changesReply(entry: Entry, found: readonly Change[], aside: Spans): Reply {
  const body: Block =
    found.length === 0
      ? { kind: 'text', spans: [text('No change.')] }
      : { kind: 'list', items: found.map((change) => changeSentence(change)) };
  return {
    tone: entry.status,
    blocks: [
      { kind: 'heading', level: 1, text: `Changes: ${entry.title}`, aside },
      body,
      {
        kind: 'actions',
        actions: [
          { kind: 'run', label: 'Briefing', words: `show ${entry.id}`, where: 'below' },
          ...(found.length === 0
            ? [
                {
                  kind: 'run',
                  label: 'Last 30 days',
                  words: `changes ${entry.id} 30 days`,
                  where: 'in-place',
                } as const,
              ]
            : []),
        ],
      },
    ],
  };
}
