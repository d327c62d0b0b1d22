import type { Entry } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import type { Outcome, Part } from '../answered.ts';
import type { Turn } from '../question/conversation.ts';
import { partsOf } from '../question/parts.ts';
import type { Passages } from '../retrieval/passages.ts';
import { followUpsOf } from './follow-ups.ts';

/** An answer that questions are to be offered after. */
interface Answer {
  readonly question: string;
  readonly parts: readonly Part[];
  /** Of its conversation, with those of the answer itself. */
  readonly turns: readonly Turn[];
}

/** Questions to go on with: each is tried before it is offered, and what came of it is kept as long as the entry stays as it is. */
export type Offers = (answer: Answer, entry: Entry, passages: Passages) => readonly string[];

/** @param lookUpAlone what comes of a question to one entry when nothing was said before */
export function createOffers(lookUpAlone: (question: string, entry: Entry) => Outcome): Offers {
  const tried = new WeakMap<Passages, Map<string, readonly string[]>>();

  return ({ question, parts, turns }, entry, passages) => {
    const known = tried.get(passages) ?? new Map<string, readonly string[]>();
    tried.set(passages, known);
    const citedFor = (offer: string) => {
      const cited =
        known.get(offer) ?? (partsOf(offer).length > 1 ? [] : idsCited(lookUpAlone(offer, entry)));
      known.set(offer, cited);
      return cited;
    };
    const leading = parts.flatMap(({ outcome }) => leadingOn(outcome));
    // "More?" was about this entry, though there is none; what nothing comes near is about no entry.
    if (leading.length === 0 && parts.every(({ goesOn }) => goesOn === undefined)) return [];
    const said = {
      question,
      cited: leading.filter(({ entryId }) => entryId === entry.id),
      actors: turns.at(-1)?.actors ?? [],
      had: turns.flatMap(({ cited }) => cited),
    };
    return followUpsOf(entry, said, citedFor);
  };
}

/** Statements that further questions follow from, the foremost first. */
function leadingOn(outcome: Outcome): readonly Statement[] {
  switch (outcome.kind) {
    case 'not-covered':
      return outcome.nearest;
    case 'doubted':
      return [...outcome.doubts.slice(0, 1), ...outcome.cited];
    case 'answered':
    case 'unknown':
      return outcome.cited;
  }
}

function idsCited(outcome: Outcome): readonly string[] {
  if (outcome.kind === 'not-covered') return [];
  const doubts = outcome.kind === 'doubted' ? outcome.doubts : [];
  return [...outcome.cited, ...doubts].map(({ id }) => id);
}
