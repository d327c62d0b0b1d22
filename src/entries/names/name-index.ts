import type { NameTerms } from './name-terms.ts';
import { normalizeName } from './normalized-name.ts';
import { type Candidate, type NamedItem, PlacedNames } from './placed-names.ts';

/**
 * Finds items by names with typing errors, missing endings and words in any order, as MiniSearch does, which the tests
 * hold it against. Not by MiniSearch itself: it makes several objects of each name that matches at all: with ten
 * thousand briefings one slip could take a sixth of a second.
 */
export interface NameIndex {
  put(item: NamedItem): void;
  remove(id: string): void;
  /**
   * Takes up to `limit` changes into the index. True when none is left. A search takes in all that is left, so
   * preparing beforehand only spreads the work.
   */
  prepare(limit: number): boolean;
  /** Ids, best first. */
  search(partial: string, limit: number): readonly string[];
}

/** Share of a word's letters that may be wrong: one of three, two of six. */
const FUZZINESS = 0.34;
const SHORTEST_MENDED = 3;
const MOST_EDITS = 6;
/** Beside 1 for the word itself. */
const PREFIX_WEIGHT = 0.7;
const FUZZY_WEIGHT = 0.3;
/** How fast a longer word loses against a shorter one that begins as typed. */
const ENDING_COST = 0.3;

export function createNameIndex(): NameIndex {
  const index = new PlacedNames();
  // Indexing a name takes ten times as long as learning it, and most readers type names without a slip.
  const waiting = new Map<string, NamedItem | undefined>();

  function prepare(limit: number): boolean {
    let left = limit;
    for (const [id, item] of waiting) {
      if (left === 0) return false;
      left -= 1;
      waiting.delete(id);
      if (item) index.put(item);
      else index.remove(id);
    }
    index.terms.sort();
    return true;
  }

  const exactly = (word: string): readonly Candidate[] => {
    const term = index.terms.get(word);
    return term ? [{ term, weight: 1 }] : [];
  };

  return {
    put: (item) => void waiting.set(item.id, item),
    remove: (id) => void waiting.set(id, undefined),
    prepare,
    search(partial, limit) {
      const words = normalizeName(partial);
      if (words === '' || limit < 1) return [];
      prepare(Number.POSITIVE_INFINITY);
      const typed = words.split(' ');
      const found = index.search(
        typed,
        (word) => [...exactly(word), ...longer(word, index.terms), ...mended(word, index.terms)],
        limit,
      );
      return found.length > 0 ? found : index.search(typed.flatMap(transpositions), exactly, limit);
    },
  };
}

/** Terms that begin with this word. */
function longer(word: string, terms: NameTerms): readonly Candidate[] {
  return terms.withStart(word).flatMap((term) => {
    const { length } = term.text;
    const ending = length - word.length;
    return ending === 0 ? [] : [{ term, weight: (PREFIX_WEIGHT * length) / (length + ENDING_COST * ending) }];
  });
}

/** Terms that this word may be a slip of, those left out that begin with it. */
function mended(word: string, terms: NameTerms): readonly Candidate[] {
  const most = word.length < SHORTEST_MENDED ? 0 : Math.min(MOST_EDITS, Math.round(word.length * FUZZINESS));
  if (most === 0) return [];
  return terms.within(word, most).flatMap(({ term, edits }) => {
    const { length } = term.text;
    return term.text.startsWith(word) ? [] : [{ term, weight: (FUZZY_WEIGHT * length) / (length + edits) }];
  });
}

/** Every way to swap two neighbouring letters of a word: a slip that counts as two edits, too many for a short word. */
function transpositions(word: string): readonly string[] {
  return Array.from({ length: Math.max(0, word.length - 1) }, (_, at) =>
    [word.slice(0, at), word[at + 1], word[at], word.slice(at + 2)].join(''),
  );
}
