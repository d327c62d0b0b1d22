import { counted } from '../../counted.ts';
import type { Change } from '../../entries/diff/change.ts';
import type { Entry } from '../../entries/entry.ts';
import { type Block, type Spans, text } from '../../reply.ts';
import { changeLine } from './change-line.ts';

/** Lines of one briefing where several are told of; the rest is one press away. */
const LINES_PER_BRIEFING = 8;
/** Lines of all briefings: with titles of ordinary length they fit one message of every platform, with the longest three. */
const LINES_IN_ALL = 16;

/** What is told of a briefing that changed, and how many of its changes are not. */
export interface Share {
  readonly entry: Entry;
  readonly shown: readonly Change[];
  readonly hidden: number;
}

/** Changes line by line as long as there is room; briefings after that have no line left. */
export function shareLines(
  changed: readonly { readonly entry: Entry; readonly changes: readonly Change[] }[],
): readonly Share[] {
  let room = LINES_IN_ALL;
  return changed.map(({ entry, changes }) => {
    const shown = changes.slice(0, Math.min(LINES_PER_BRIEFING, room));
    room -= shown.length;
    return { entry, shown, hidden: changes.length - shown.length };
  });
}

/** The lines of each briefing that has some, under a heading of its own, with the words that give the others. */
export function changedBriefings(
  shares: readonly Share[],
  since: string,
  headingOf: (share: Share) => Block,
): readonly Block[] {
  return shares
    .filter(({ shown }) => shown.length > 0)
    .flatMap((share): readonly Block[] => {
      const { entry, shown, hidden } = share;
      const more: Spans = [
        text(`… ${counted(hidden, 'more change')}: `),
        { kind: 'command', words: `changes ${entry.id} since ${since}` },
      ];
      const items = [...shown.map(changeLine), ...(hidden === 0 ? [] : [more])];
      return [headingOf(share), { kind: 'list', items }];
    });
}
