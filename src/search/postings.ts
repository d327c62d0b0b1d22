/** Statement numbers of a posting take 28 bits. */
export const MAXIMUM_STATEMENTS = 2 ** 28;

/** Occurrences take the other 4 bits: what a statement says more often hardly counts any more. */
export const MAXIMUM_OCCURRENCES = 15;

/** One statement and how often it has the term, in one 32-bit word that sorts by statement. */
export type Posting = number;

export function posting(statement: number, occurrences: number): Posting {
  return ((statement << 4) | Math.min(occurrences, MAXIMUM_OCCURRENCES)) >>> 0;
}

export function statementOf(word: Posting): number {
  return word >>> 4;
}

export function occurrencesOf(word: Posting): number {
  return word & MAXIMUM_OCCURRENCES;
}

/**
 * The statements that have one term, sorted by number, so that a range is found by bisection and an entry is
 * taken out or put in by moving the rest once.
 */
export class Postings {
  readonly term: string;
  #words = new Uint32Array(2);
  #length = 0;

  constructor(term: string) {
    this.term = term;
  }

  get length(): number {
    return this.#length;
  }

  /** The postings of statements from `from` up to, not including, `to`; a view, valid until the next change. */
  between(from: number, to: number): Uint32Array {
    return this.#words.subarray(this.#firstFrom(from), this.#firstFrom(to));
  }

  /** How often `statement` has the term; 0 when it has not. */
  occurrencesIn(statement: number): number {
    const index = this.#firstFrom(statement);
    const word = this.#words[index] ?? 0;
    return index < this.#length && statementOf(word) === statement ? occurrencesOf(word) : 0;
  }

  /** Puts in a run that rises, and between whose statements the list has none. */
  insert(run: readonly Posting[]): void {
    const first = run[0];
    if (first === undefined) return;
    const at = this.#firstFrom(statementOf(first));
    this.#reserve(this.#length + run.length);
    this.#words.copyWithin(at + run.length, at, this.#length);
    this.#words.set(run, at);
    this.#length += run.length;
  }

  /** Takes out the statements from `from` up to, not including, `to`. */
  remove(from: number, to: number): void {
    const first = this.#firstFrom(from);
    const end = this.#firstFrom(to);
    this.#words.copyWithin(first, end, this.#length);
    this.#length -= end - first;
    if (this.#length < this.#words.length / 4) this.#words = this.#words.slice(0, Math.max(2, this.#length));
  }

  /** The index of the first posting whose statement is `statement` or above. */
  #firstFrom(statement: number): number {
    let low = 0;
    let high = this.#length;
    // Entries are mostly added at the end: look there first.
    if (high > 0 && statementOf(this.#words[high - 1] ?? 0) < statement) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (statementOf(this.#words[middle] ?? 0) < statement) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #reserve(capacity: number): void {
    if (capacity <= this.#words.length) return;
    const grown = new Uint32Array(Math.max(capacity, Math.ceil(this.#words.length * 1.5)));
    grown.set(this.#words.subarray(0, this.#length));
    this.#words = grown;
  }
}
