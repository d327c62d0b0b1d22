import { counted } from '../counted.ts';
import { type Entry, isStale } from '../entries/entry.ts';
import type { ChangedEntries } from '../entries/revisions/what-changed.ts';
import { type Action, type Block, type Reply, type Spans, strong, text } from '../reply.ts';
import { changedBriefings, shareLines } from './change/changed-briefings.ts';
import { CHANGES_HEADING, countedChanges } from './changes.ts';
import { createCitations } from './citations.ts';
import { type Positions, positionsBlocks } from './positions.ts';
import { questionButton } from './question-button.ts';

/** Briefings named in one line; of more, the number is told. */
const NAMED = 12;
/** Buttons that tell all changes of a briefing with their sources: what fits into a row on every platform. */
const BUTTONS = 4;

/** What `changes` without a briefing tells. */
export interface AllChangesFound extends ChangedEntries {
  readonly from: Temporal.ZonedDateTime;
  /** To follow "since" in the words of buttons: the day, or the hours that were asked for. */
  readonly words: string;
  /** Given where it was asked who moved. */
  readonly positions?: Positions;
  /** What else was asked, each with a button. */
  readonly alsoAsked?: readonly string[];
}

/** What changed in all briefings: a line each under those that did, then the others by name. */
export function allChangesReply(
  { changed, added, unchanged, from, words, positions, alsoAsked = [] }: AllChangesFound,
  today: Temporal.PlainDate,
): Reply {
  const citations = createCitations();
  const shares = shareLines(changed);
  const isNew = new Set(changed.filter((each) => each.isNew).map(({ entry }) => entry.id));
  const entries = changed.length + added.length + unchanged.length;
  const changes = changed.reduce((sum, each) => sum + each.changes.length, 0);
  return {
    tone: 'plain',
    blocks: [
      {
        kind: 'heading',
        level: 1,
        text: positions ? 'Who moved, in all briefings' : 'Changes in all briefings',
        aside: [text(counted(entries, 'briefing'))],
      },
      ...(positions ? [...positionsBlocks(positions, citations), CHANGES_HEADING] : []),
      {
        kind: 'text',
        spans: [
          strong(countedChanges(changes)),
          text(' since '),
          { kind: 'time', at: from.epochMilliseconds, style: 'date-time' },
          text('.'),
        ],
      },
      ...changedBriefings(shares, words, ({ entry }) => headingOf(entry, isNew.has(entry.id), today)),
      ...named(
        'Also changed: ',
        shares
          .filter(({ shown }) => shown.length === 0)
          .map(({ entry, hidden }) => `${entry.title} (${hidden})`),
      ),
      ...named(
        'First seen here since then, so there is nothing to compare with: ',
        added.map(({ title }) => title),
      ),
      ...named(
        'No change: ',
        unchanged.map((entry) => (isStale(entry, today) ? `${entry.title} (stale)` : entry.title)),
      ),
      ...citations.block(),
      ...buttons(
        alsoAsked,
        changed.map(({ entry }) => entry),
        words,
      ),
    ],
  };
}

function headingOf(entry: Entry, isNew: boolean, today: Temporal.PlainDate): Block {
  const stale: Spans = isStale(entry, today) ? [text(' · '), strong('stale')] : [];
  const fresh: Spans = isNew ? [text(' · first seen here since then')] : [];
  const aside: Spans = [
    text(`${entry.status} · as of `),
    { kind: 'day', day: entry.as_of },
    ...stale,
    ...fresh,
  ];
  return { kind: 'heading', level: 2, text: entry.title, aside };
}

function named(label: string, names: readonly string[]): readonly Block[] {
  if (names.length === 0) return [];
  const hidden = names.length - NAMED;
  const shown = [...names.slice(0, NAMED), ...(hidden > 0 ? [`${hidden} more`] : [])];
  return [{ kind: 'text', spans: [strong(label), text(`${shown.join(', ')}.`)] }];
}

/** What else was asked; and, since lines are cut and carry no sources, each briefing's own reply with all of them. */
function buttons(alsoAsked: readonly string[], changed: readonly Entry[], since: string): readonly Block[] {
  const actions = [
    ...alsoAsked.map((question) => questionButton(question, undefined)),
    ...changed.slice(0, BUTTONS).map(
      (entry): Action => ({
        kind: 'run',
        label: entry.title,
        words: `changes ${entry.id} since ${since}`,
        where: 'below',
      }),
    ),
  ];
  return actions.length > 0 ? [{ kind: 'actions', actions }] : [];
}
