import type { Change } from '../entries/diff/change.ts';
import type { Entry } from '../entries/entry.ts';
import { type Block, type Reply, type Spans, text } from '../reply.ts';
import { changeSentence } from './change.ts';

/** How much further back the button looks. */
export const LONGER = { label: 'Last 30 days', since: '30 days' } as const;

/**
 * What changed in a briefing, a sentence each; `aside` says since when.
 * @param longer whether a look further back is worth offering
 */
export function changesReply(
  entry: Entry,
  found: readonly Change[],
  { aside, longer }: { readonly aside: Spans; readonly longer: boolean },
): Reply {
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
          ...(found.length === 0 && longer
            ? [
                {
                  kind: 'run',
                  label: LONGER.label,
                  words: `changes ${entry.id} ${LONGER.since}`,
                  // In place it could look as if nothing had happened: perhaps nothing changed in those days either.
                  where: 'below',
                } as const,
              ]
            : []),
        ],
      },
    ],
  };
}
