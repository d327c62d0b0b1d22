import MiniSearch, { type SearchResult } from 'minisearch';

/** A name that people can type, and what it stands for. */
export interface NamedThing {
  /** Unique: what the name stands for, for instance an entry's id. */
  readonly id: string;
  /** Ids and titles. */
  readonly names: readonly string[];
  /** Other names: aliases. */
  readonly aliases: readonly string[];
  /** Names that lead here without naming it: an entry's actors and tags. */
  readonly related: readonly string[];
}

/**
 * Finds things by names with typing errors, missing endings and words in any order. MiniSearch does the
 * matching: a hand-made edit distance over all names was slower and knew no word order.
 */
export interface NameIndex {
  put(thing: NamedThing): void;
  remove(id: string): void;
  /**
   * Takes up to `limit` changes into the index. True when none is left. A search takes in all that is left, so
   * settling beforehand only spreads the work.
   */
  settle(limit: number): boolean;
  /** Ids, best first. */
  search(partial: string, limit: number): readonly string[];
}

/** Ids and titles before aliases before actors and tags. */
const BOOST = { names: 4, aliases: 3, related: 1 } as const;
/** Share of a word's letters that may be wrong: one of three, two of six. */
const FUZZINESS = 0.34;

export function createNameIndex(): NameIndex {
  const index = new MiniSearch<NamedThing>({
    fields: Object.keys(BOOST),
    extractField: (thing, field) => (field === 'id' ? thing.id : namesIn(thing, field).join(' ')),
    tokenize: (text) => normalizeName(text).split(' '),
    processTerm: (term) => term || null,
    searchOptions: {
      boost: BOOST,
      prefix: true,
      fuzzy: (term) => (term.length > 2 ? FUZZINESS : false),
      weights: { fuzzy: 0.3, prefix: 0.7 },
    },
  });
  const things = new Map<string, NamedThing>();

  // Not `discard`: its clean-up walks the index in the background and fails when names are added meanwhile.
  function forget(id: string): void {
    const known = things.get(id);
    if (known) index.remove(known);
    things.delete(id);
  }

  // Indexing a name takes ten times as long as learning it, and most readers type names without a slip.
  const waiting = new Map<string, NamedThing | undefined>();

  function settle(limit: number): boolean {
    let left = limit;
    for (const [id, thing] of waiting) {
      if (left === 0) return false;
      left -= 1;
      waiting.delete(id);
      forget(id);
      if (!thing) continue;
      index.add(thing);
      things.set(id, thing);
    }
    return true;
  }

  return {
    put: (thing) => void waiting.set(thing.id, thing),
    remove: (id) => void waiting.set(id, undefined),
    settle,
    search(partial, limit) {
      const words = normalizeName(partial);
      if (words === '') return [];
      settle(Number.POSITIVE_INFINITY);
      const attempts = [
        () => index.search(words, { combineWith: 'AND' }),
        () => index.search(words),
        () => index.search(transpositions(words), { fuzzy: false, prefix: false }),
      ];
      const found = attempts.reduce<SearchResult[]>(
        (best, attempt) => (best.length > 0 ? best : attempt()),
        [],
      );
      return found.slice(0, limit).map((result) => String(result.id));
    },
  };
}

function namesIn(thing: NamedThing, field: string): readonly string[] {
  if (field === 'names') return thing.names;
  return field === 'aliases' ? thing.aliases : thing.related;
}

/** Every way to swap two neighbouring letters of one word: a slip that counts as two edits, too many for a short word. */
function transpositions(words: string): string {
  return words
    .split(' ')
    .flatMap((word) =>
      Array.from({ length: Math.max(0, word.length - 1) }, (_, at) =>
        [word.slice(0, at), word[at + 1], word[at], word.slice(at + 2)].join(''),
      ),
    )
    .join(' ');
}

/** The form in which names are compared: lower case, no accents, no punctuation, single spaces. */
export function normalizeName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/['’ʼ]s\b/g, '')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}
