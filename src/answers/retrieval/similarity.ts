import { DIMENSIONS, wordEmbeddings } from '../language/word-embeddings.ts';
import type { Occurrences } from './occurrences.ts';
import { add, type Column, type Weighed, zeros } from './shares.ts';

/** The terms of a statement: as much of a passage as is needed, since passages are made with this. */
interface Counted {
  readonly counts: ReadonlyMap<string, number>;
}

/** How near a question is to each statement of one entry by what its words mean, where the words themselves differ. */
export interface Similarity {
  readonly ofWords: (asked: Weighed) => WordSimilarity;
  /** The cosine of the weighed averages of their words. */
  readonly ofWhole: (asked: Weighed) => Column;
}

/**
 * The share of the question's weight in words that a statement has not, but has others for that are used alike: as much
 * of each word's weight as they are alike.
 */
export interface WordSimilarity {
  readonly any: Column;
  /** The same where a word that the entry has everywhere stands for a rarer one only in part. */
  readonly telling: Column;
}

/** Below this cosine two words are taken to have nothing in common: any two of one subject reach 0.3 by chance. */
const ALIKE = 0.4;

export function similarityIn(
  passages: readonly Counted[],
  occurrences: Occurrences,
  weightOf: (term: string) => number,
): Similarity {
  const weights = Float64Array.from(occurrences.items, weightOf);
  const rows = occurrences.items.map(wordEmbeddings().rowOf);
  return {
    ofWords: ofWordsIn(passages, occurrences, weights, rows),
    ofWhole: ofWholeIn(passages, occurrences, weights, rows),
  };
}

/** @param weights and `rows` of the entry's words, by their places in `items` */
function ofWordsIn(
  passages: readonly Counted[],
  occurrences: Occurrences,
  weights: Float64Array,
  rows: readonly (number | undefined)[],
): Similarity['ofWords'] {
  const embeddings = wordEmbeddings();
  const numbersOfEntry = Int32Array.from(rows.flatMap((row, number) => (row === undefined ? [] : [number])));
  const rowsOfEntry = Int32Array.from(rows.filter((row) => row !== undefined));
  const rarity = Float32Array.from(numbersOfEntry, (number) => weights[number] ?? 0);
  return ({ weights: asked, total }) => {
    const sums = { any: zeros(passages.length), telling: zeros(passages.length) };
    for (const [term, weight] of asked) {
      const row = embeddings.rowOf(term);
      if (row === undefined) continue;
      const any = zeros(passages.length);
      const telling = zeros(passages.length);
      embeddings.alike(row, rowsOfEntry, ALIKE, (place, cosine) => {
        const alike = Math.fround((cosine - ALIKE) / (1 - ALIKE));
        const number = numbersOfEntry[place] ?? 0;
        raise(any, alike, number, occurrences);
        raise(telling, Math.fround(alike * Math.min(1, (rarity[place] ?? 0) / weight)), number, occurrences);
      });
      passages.forEach(({ counts }, at) => {
        if (any[at] === 0 || counts.has(term)) return;
        add(sums.any, at, (weight / total) * (any[at] ?? 0));
        add(sums.telling, at, (weight / total) * (telling[at] ?? 0));
      });
    }
    return sums;
  };
}

/** Of each statement that has the word of this number, the highest value so far. */
function raise(highest: number[], value: number, number: number, { starts, positions }: Occurrences): void {
  const end = starts[number + 1] ?? 0;
  for (let index = starts[number] ?? 0; index < end; index++) {
    const at = positions[index] ?? 0;
    if (value > (highest[at] ?? 0)) highest[at] = value;
  }
}

function ofWholeIn(
  passages: readonly Counted[],
  occurrences: Occurrences,
  weights: Float64Array,
  rows: readonly (number | undefined)[],
): Similarity['ofWhole'] {
  const embeddings = wordEmbeddings();
  const all = new Float32Array(passages.length * DIMENSIONS);
  const averages = passages.map(({ counts }, at) => {
    const average = all.subarray(at * DIMENSIONS, (at + 1) * DIMENSIONS);
    for (const term of counts.keys()) {
      const number = occurrences.numberOf(term) ?? Number.NaN;
      const row = rows[number];
      if (row !== undefined) embeddings.add(average, row, weights[number] ?? 0);
    }
    return average;
  });
  const squares = averages.map(squareOf);
  return (asked) => {
    const question = new Float32Array(DIMENSIONS);
    for (const [term, weight] of asked.weights) {
      const row = embeddings.rowOf(term);
      if (row !== undefined) embeddings.add(question, row, weight);
    }
    const square = squareOf(question);
    return averages.map((average, at) => {
      const product = productOf(question, average);
      // One of them has no word that is known.
      return product === 0 ? 0 : product / Math.sqrt(square * (squares[at] ?? 0));
    });
  };
}

function productOf(a: Float32Array, b: Float32Array): number {
  let product = 0;
  for (let k = 0; k < DIMENSIONS; k++) product += (a[k] ?? 0) * (b[k] ?? 0);
  return product;
}

function squareOf(vector: Float32Array): number {
  return productOf(vector, vector);
}
