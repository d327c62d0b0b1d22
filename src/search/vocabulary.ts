import { Postings } from './postings.ts';

/** Fewer letters than this leave too many other words one slip away. */
const SHORTEST_MENDED = 4;
/** From this length on, two slips are allowed for. */
const LONG = 8;
/** A wildcard stands for at most so many terms, the most frequent ones. */
const MAXIMUM_COMPLETIONS = 20;
/** A mistyped word stands for at most so many terms. */
const MAXIMUM_MENDINGS = 3;

/** The terms of an index and where each occurs, grouped by first letter and length so that near ones are found fast. */
export class TermPostings {
  readonly #terms = new Map<string, Postings>();
  readonly #groups = new Map<string, Map<number, Set<string>>>();

  get(term: string): Postings | undefined {
    return this.#terms.get(term);
  }

  getOrAdd(term: string): Postings {
    const known = this.#terms.get(term);
    if (known) return known;
    const added = new Postings(term);
    this.#terms.set(term, added);
    const letter = term.slice(0, 1);
    const lengths = this.#groups.get(letter) ?? new Map<number, Set<string>>();
    this.#groups.set(letter, lengths);
    lengths.set(term.length, (lengths.get(term.length) ?? new Set()).add(term));
    return added;
  }

  dropIfEmpty({ term, length }: Postings): void {
    if (length > 0) return;
    this.#terms.delete(term);
    this.#groups.get(term.slice(0, 1))?.get(term.length)?.delete(term);
  }

  /** Terms that begin with `prefix`, the most frequent first. */
  completions(prefix: string): readonly string[] {
    return this.#mostFrequent(
      this.#sameLetter(prefix, prefix.length, 255).filter((term) => term.startsWith(prefix)),
      MAXIMUM_COMPLETIONS,
    );
  }

  /** Terms one slip of the keyboard away from a word the index does not have (two for a long word). */
  mendings(word: string): readonly string[] {
    if (word.length < SHORTEST_MENDED || /\d/.test(word)) return [];
    for (const slips of word.length < LONG ? [1] : [1, 2]) {
      const near = this.#sameLetter(word, word.length - slips, word.length + slips).filter((term) =>
        withinSlips(word, term, slips),
      );
      if (near.length > 0) return this.#mostFrequent(near, MAXIMUM_MENDINGS);
    }
    return [];
  }

  #sameLetter(word: string, shortest: number, longest: number): string[] {
    return [...(this.#groups.get(word.slice(0, 1)) ?? [])].flatMap(([length, terms]) =>
      length >= shortest && length <= longest ? [...terms] : [],
    );
  }

  #mostFrequent(terms: string[], limit: number): readonly string[] {
    const frequency = (term: string) => this.#terms.get(term)?.length ?? 0;
    return terms.sort((a, b) => frequency(b) - frequency(a) || (a < b ? -1 : 1)).slice(0, limit);
  }
}

/**
 * Whether `a` becomes `b` by at most `slips` (1 or 2) letters added, left out, replaced or swapped with their
 * neighbour: the restricted Damerau-Levenshtein distance.
 */
export function withinSlips(a: string, b: string, slips: number): boolean {
  if (Math.abs(a.length - b.length) > slips) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  let row: number[] = [];
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row[j] = cost;
      best = Math.min(best, cost);
    }
    if (best > slips) return false;
    // The row that is no more needed becomes the next one.
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return (last[b.length] ?? slips + 1) <= slips;
}
