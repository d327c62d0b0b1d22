import { saturation } from './bm25.ts';
import { occurrencesOf, type Postings, statementOf } from './postings.ts';

/**
 * The inner loops of a search, over up to hundreds of thousands of statements: typed arrays, loops by index and
 * nothing allocated, which is several times faster than what reads better.
 */

/** Lengths above this count as this: a byte a statement is enough to tell short from long. */
export const MAXIMUM_LENGTH = 255;

export interface Saturations {
  /** Of the lengths of all statements. */
  readonly average: number;
  /** By length, of a term that occurs once: nearly all terms of a sentence. */
  readonly once: Float32Array;
}

export function saturationsFor(average: number): Saturations {
  return {
    average,
    once: Float32Array.from({ length: MAXIMUM_LENGTH + 1 }, (_, length) => saturation(1, length, average)),
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

function earned({ average, once }: Saturations, occurrences: number, length: number): number {
  return occurrences === 1 ? (once[length] ?? 0) : saturation(occurrences, length, average);
}

/** Adds a term to all statements of `words`; appends to `touched` those that had no score. Returns how many there are now. */
export function addToAll(
  words: Uint32Array,
  { value, saturations, lengths }: TermWorth,
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
    scores[number] = before + value * earned(saturations, occurrencesOf(word), lengths[number] ?? 0);
  }
  return end;
}

/** Adds a term only to statements that have a score already. */
export function addToTouched(
  words: Uint32Array,
  { value, saturations, lengths }: TermWorth,
  scores: Float32Array,
): void {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    const number = statementOf(word);
    const before = scores[number] ?? 0;
    if (before === 0) continue;
    scores[number] = before + value * earned(saturations, occurrencesOf(word), lengths[number] ?? 0);
  }
}

/** The same, looking each of the few statements up in a long list. */
export function addLookedUp(
  postings: Postings,
  { value, saturations, lengths }: TermWorth,
  scores: Float32Array,
  touched: Uint32Array,
): void {
  for (const number of touched) {
    const occurrences = postings.occurrencesIn(number);
    if (occurrences > 0)
      scores[number] = (scores[number] ?? 0) + value * earned(saturations, occurrences, lengths[number] ?? 0);
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
