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
      const known = [...weights.keys()].filter((term) => embeddings.rowOf(term) !== undefined);
      const most = known.map(() => zeros(passages.length));
      const mostTelling = known.map(() => zeros(passages.length));
      const asked = known.map((term) => embeddings.rowOf(term) ?? 0);
      embeddings.alike(asked, rowsOfEntry, ALIKE, (nth, word, cosine) => {
        const alike = Math.fround((cosine - ALIKE) / (1 - ALIKE));
        const share = Math.min(1, (rarity[word] ?? 0) / (weights.get(known[nth] ?? '') ?? 0));
        const number = numbersOfEntry[word] ?? 0;
        raise(most[nth] ?? [], alike, number, occurrences);
        raise(mostTelling[nth] ?? [], Math.fround(alike * share), number, occurrences);
      });
      const sumOf = (likeness: readonly Column[]) => {
        const sums = zeros(passages.length);
        known.forEach((term, nth) => {
          const share = (weights.get(term) ?? 0) / total;
          likeness[nth]?.forEach((value, at) => {
            if (value > 0 && !passages[at]?.counts.has(term)) add(sums, at, share * value);
          });
        });
        return sums;
      };
      return { any: sumOf(most), telling: sumOf(mostTelling) };
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

/** Of each statement that has the word of this number, the highest value so far. */
function raise(highest: number[], value: number, number: number, { starts, positions }: Occurrences): void {
  const end = starts[number + 1] ?? 0;
  for (let index = starts[number] ?? 0; index < end; index++) {
    const at = positions[index] ?? 0;
    if (value > (highest[at] ?? 0)) highest[at] = value;
  }
}

function productOf(a: Float32Array, b: Float32Array): number {
  let product = 0;
  for (let k = 0; k < DIMENSIONS; k++) product += (a[k] ?? 0) * (b[k] ?? 0);
  return product;
}

function squareOf(vector: Float32Array): number {
  return productOf(vector, vector);
}
