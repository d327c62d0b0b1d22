import type { TimelineEvent } from '../../entries/entry.ts';
import type { Block } from '../../reply.ts';
import { changedBriefings, type Share } from '../../views/change/changed-briefings.ts';
import type { DigestContent } from './digest-content.ts';
import { headingOf } from './heading.ts';
import { longest, type MessageSize, NAMES_BUDGET, type Part, weigh, without } from './message-budget.ts';
import { namesPart } from './names-part.ts';
import { nameWith } from './stale-mark.ts';

/** Lines of one briefing; the rest is one press away. */
const LINES_PER_BRIEFING = 8;
/** Briefings whose changes are told line by line: a message takes no more blocks. */
const IN_FULL = 8;

/** What a digest tells of the briefings that changed. */
export interface ChangedPart {
  readonly blocks: readonly Block[];
  /** Events that a line has told of. */
  readonly events: ReadonlySet<TimelineEvent>;
}

/**
 * Briefings with their changes line by line, then those for which there is no room, by name and number of changes. Where
 * much has moved, each briefing gets fewer lines rather than some of them none.
 */
export function changedPart(content: DigestContent, budget: MessageSize): ChangedPart {
  let told: readonly Share[] = [];
  for (let lines = LINES_PER_BRIEFING; lines > 0; lines -= 1) {
    told = sharesOf(content, lines, budget);
    if (told.length === Math.min(content.moved.length, IN_FULL)) break;
  }
  const blocks = told.flatMap((share) => shareBlocks(share, content));
  const others = othersOf(content, told.length)(without(budget, weigh(blocks)));
  return {
    blocks: [...blocks, ...others],
    events: new Set(
      told.flatMap(({ shown }) => shown.flatMap((change) => ('event' in change ? [change.event] : []))),
    ),
  };
}

/** With up to so many lines each, as many briefings as there is room for beside the names of the others. */
function sharesOf(content: DigestContent, lines: number, budget: MessageSize): readonly Share[] {
  const shares = content.moved.slice(0, IN_FULL).map(
    ({ entry, changes }): Share => ({
      entry,
      shown: changes.slice(0, lines),
      hidden: Math.max(0, changes.length - lines),
    }),
  );
  return longest(
    shares.length,
    budget,
    (count) => shares.slice(0, count),
    (told) => [
      ...told.flatMap((share) => shareBlocks(share, content)),
      ...othersOf(content, told.length)(NAMES_BUDGET),
    ],
  );
}

function othersOf({ moved, today }: DigestContent, told: number): Part {
  return namesPart(
    'Also changed',
    moved.slice(told).map(({ entry, changes }) => nameWith(entry, today, String(changes.length))),
  );
}

function shareBlocks(share: Share, { today, since }: DigestContent): readonly Block[] {
  // What a line tells, the heading need not say too.
  return changedBriefings([share], since.toString(), ({ entry, shown }) =>
    headingOf(entry, shown.some(({ kind }) => kind === 'stale') ? undefined : today),
  );
}
