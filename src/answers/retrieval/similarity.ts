import { DIMENSIONS, wordEmbeddings } from '../language/word-embeddings.ts';
import type { Weighed } from './asked-terms.ts';
import type { Occurrences } from './occurrences.ts';
import { type Column, zeros } from './shares.ts';

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
  const embeddings = wordEmbeddings();
  /** The words of the entry that have vectors, by their number among all its words. */
  const numbers: number[] = [];
  const rows: number[] = [];
  occurrences.items.forEach((term, number) => {
    const row = embeddings.rowOf(term);
    if (row === undefined) return;
    numbers.push(number);
    rows.push(row);
  });
  const rowsOfEntry = Int32Array.from(rows);
  const numbersOfEntry = Int32Array.from(numbers);
  const rarity = Float32Array.from(numbers, (number) => weightOf(occurrences.items[number] ?? ''));
  const averages = passages.map(({ counts }) => averageOf(counts.keys(), weightOf));
  const squares = averages.map(squareOf);

  function averageOf(terms: Iterable<string>, weight: (term: string) => number): Float32Array {
    const vector = new Float32Array(DIMENSIONS);
    for (const term of terms) {
      const row = embeddings.rowOf(term);
      if (row !== undefined) embeddings.add(vector, row, weight(term));
    }
    return vector;
  }

  return {
    ofWords: ({ weights, total }) => {
      const any = zeros(passages.length);
      const telling = zeros(passages.length);
      const known = [...weights].flatMap(([term, weight]) => {
        const row = embeddings.rowOf(term);
        return row === undefined ? [] : [{ term, weight, row }];
      });
      const alikeOf = embeddings.alike(
        known.map(({ row }) => row),
        rowsOfEntry,
        ALIKE,
      );
      known.forEach(({ term, weight }, index) => {
        const most = zeros(passages.length);
        const mostTelling = zeros(passages.length);
        alikeOf[index]?.forEach(({ index: word, cosine }) => {
          const alike = Math.fround((cosine - ALIKE) / (1 - ALIKE));
          const tellingAlike = Math.fround(alike * Math.min(1, (rarity[word] ?? 0) / weight));
          for (const at of occurrences.ofNumber(numbersOfEntry[word] ?? 0)) {
            most[at] = Math.max(most[at] ?? 0, alike);
            mostTelling[at] = Math.max(mostTelling[at] ?? 0, tellingAlike);
          }
        });
        passages.forEach(({ counts }, at) => {
          if (counts.has(term)) return;
          any[at] = (any[at] ?? 0) + (weight / total) * (most[at] ?? 0);
          telling[at] = (telling[at] ?? 0) + (weight / total) * (mostTelling[at] ?? 0);
        });
      });
      return { any, telling };
    },
    ofWhole: ({ weights }) => {
      const question = averageOf(weights.keys(), (term) => weights.get(term) ?? 0);
      const square = squareOf(question);
      return averages.map((average, at) => {
        const product = productOf(question, average);
        // One of them has no word that is known.
        return product === 0 ? 0 : product / Math.sqrt(square * (squares[at] ?? 0));
      });
    },
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
