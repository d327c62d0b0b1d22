import { saturation } from './bm25.ts';
import { MAXIMUM_OCCURRENCES, occurrencesOf, type Postings, statementOf } from './postings.ts';

/**
 * The inner loops of a search, over up to hundreds of thousands of statements: typed arrays, loops by index and
 * nothing allocated, which is several times faster than what reads better.
 */

/** Lengths above `MAXIMUM_LENGTH` count as that: a byte a statement is enough to tell short from long. */
const LENGTH_BITS = 8;
const LENGTHS = 2 ** LENGTH_BITS;
export const MAXIMUM_LENGTH = LENGTHS - 1;

export interface Saturations {
  /** Of the lengths of all statements. */
  readonly average: number;
  /** By occurrences and length: divisions would be half of the work of a search. */
  readonly table: Float32Array;
}

export function saturationsFor(average: number): Saturations {
  return {
    average,
    table: Float32Array.from({ length: (MAXIMUM_OCCURRENCES + 1) * LENGTHS }, (_, at) =>
      saturation(Math.floor(at / LENGTHS), at % LENGTHS, average),
    ),
  };
}

/** What decides how much a term adds to a statement's score. */
export interface TermWorth {
  /** Of a full match. */
  readonly value: number;
  readonly saturations: Saturations;
  /** By statement number, in terms. */
  readonly lengths: Uint8Array;
}

/** Adds a term to all statements of `words`; appends to `touched` those that had no score. Returns how many there are now. */
export function addToAll(
  words: Uint32Array,
  { value, saturations: { table }, lengths }: TermWorth,
  scores: Float32Array,
  touched: Uint32Array,
  count: number,
): number {
  let end = count;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    const number = statementOf(word);
    const before = scores[number] ?? 0;
    if (before === 0) touched[end++] = number;
    scores[number] =
      before + value * (table[(occurrencesOf(word) << LENGTH_BITS) | (lengths[number] ?? 0)] ?? 0);
  }
  return end;
}

/** Adds a term only to statements that have a score already. */
export function addToTouched(
  words: Uint32Array,
  { value, saturations: { table }, lengths }: TermWorth,
  scores: Float32Array,
): void {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    const number = statementOf(word);
    const before = scores[number] ?? 0;
    if (before === 0) continue;
    scores[number] =
      before + value * (table[(occurrencesOf(word) << LENGTH_BITS) | (lengths[number] ?? 0)] ?? 0);
  }
}

/** The same, looking each of the few statements up in a long list. */
export function addLookedUp(
  postings: Postings,
  { value, saturations: { table }, lengths }: TermWorth,
  scores: Float32Array,
  touched: Uint32Array,
): void {
  for (const number of touched) {
    const occurrences = postings.occurrencesIn(number);
    if (occurrences > 0)
      scores[number] =
        (scores[number] ?? 0) + value * (table[(occurrences << LENGTH_BITS) | (lengths[number] ?? 0)] ?? 0);
  }
}

/** Moves those of the first `count` numbers to the front that with `rest` more reach `threshold`; returns how many. */
export function keepReaching(
  numbers: Uint32Array,
  count: number,
  scores: Float32Array,
  rest: number,
  threshold: number,
): number {
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const number = numbers[at] ?? 0;
    if ((scores[number] ?? 0) + rest >= threshold) numbers[kept++] = number;
  }
  return kept;
}
