import { counted } from '../counted.ts';
import type { Change } from '../entries/diff/change.ts';
import type { Entry } from '../entries/entry.ts';
import { type Block, type Reply, type Spans, strong, text } from '../reply.ts';
import { changeSentence } from './change/change-sentence.ts';
import { createCitations } from './citations.ts';
import { headingOf, toneOf } from './heading.ts';
import { type Positions, positionsBlocks } from './positions.ts';
import { questionButton } from './question-button.ts';

/** How much further back the button looks. */
export const LONGER = { label: 'Last 30 days', since: '30 days' } as const;

/** What `changes` tells, and how far back it looked. */
export interface ChangesFound {
  readonly changes: readonly Change[];
  /** To follow "since": a time, and why it is this one where it is not the one that was asked for. */
  readonly since: Spans;
  /** To follow "since" where the others are asked for as well: the day, or the hours that were asked for. */
  readonly words: string;
  /** Whether a look further back is worth offering. */
  readonly longer: boolean;
  /** Given where it was asked who moved: the positions that actors took. */
  readonly positions?: Positions;
  /** What else was asked, each with a button. */
  readonly alsoAsked?: readonly string[];
}

/** What changed in a briefing, a sentence each, with the sources of what it says now. */
export function changesReply(
  entry: Entry,
  { changes, since, words, longer, positions, alsoAsked = [] }: ChangesFound,
  today: Temporal.PlainDate,
): Reply {
  const citations = createCitations();
  // That it is stale stands at the top of every reply about a briefing.
  const told = changes.filter(({ kind }) => kind !== 'stale');
  const list: readonly Block[] =
    told.length === 0
      ? []
      : [
          {
            kind: 'list',
            items: told.map((change) => changeSentence(change, (prose) => citations.prose(entry, prose))),
          },
        ];
  return {
    tone: toneOf(entry, today),
    blocks: [
      ...headingOf(entry, today, positions ? 'Who moved' : 'Changes'),
      ...(positions ? [...positionsBlocks(positions, citations), CHANGES_HEADING] : []),
      { kind: 'text', spans: [strong(countedChanges(told.length)), text(' since '), ...since, text('.')] },
      ...list,
      ...citations.block(),
      {
        kind: 'actions',
        actions: [
          ...alsoAsked.map((question) => questionButton(question, entry.id)),
          { kind: 'run', label: 'Briefing', words: `show ${entry.id}`, where: 'below' },
          { kind: 'run', label: 'All briefings', words: `changes since ${words}`, where: 'below' },
          ...(told.length === 0 && longer
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

/** Between the positions that actors took and what editors wrote. */
export const CHANGES_HEADING: Block = { kind: 'heading', level: 2, text: 'Changes in the text' };

/** `No change`, `1 change`, `2 changes`. */
export function countedChanges(changes: number): string {
  if (changes === 0) return 'No change';
  return counted(changes, 'change');
}
