import { DIMENSIONS, wordEmbeddings } from '../language/word-embeddings.ts';

/** The terms of a statement: as much of a passage as is needed, since passages are made with this. */
interface Counted {
  readonly counts: ReadonlyMap<string, number>;
}

/** The terms of a question with their weights, and the sum of these. */
interface Weighed {
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
}

/** How near a question is to each statement of one entry by what its words mean, where the words themselves differ. */
export interface Similarity {
  readonly ofWords: (asked: Weighed) => WordSimilarity;
  /** The cosine of the weighed averages of their words, by the position of the statement. */
  readonly ofWhole: (asked: Weighed) => readonly number[];
}

/**
 * The share of the question's weight in words that a statement has not, but has others for that are used alike: as much
 * of each word's weight as they are alike. By the position of the statement.
 */
export interface WordSimilarity {
  readonly any: readonly number[];
  /** The same where a word that the entry has everywhere stands for a rarer one only in part. */
  readonly telling: readonly number[];
}

/** Below this cosine two words are taken to have nothing in common: any two of one subject reach 0.3 by chance. */
const ALIKE = 0.4;

export function similarityIn(passages: readonly Counted[], weightOf: (term: string) => number): Similarity {
  const embeddings = wordEmbeddings();
  const positions = new Map<string, number>();
  const rows: number[] = [];
  const positionsIn = passages.map(({ counts }) => {
    const known: number[] = [];
    for (const term of counts.keys()) {
      const row = embeddings.rowOf(term);
      if (row === undefined) continue;
      const position = positions.get(term) ?? rows.push(row) - 1;
      positions.set(term, position);
      known.push(position);
    }
    return Int32Array.from(known);
  });
  const rowsOfEntry = Int32Array.from(rows);
  const rarity = Float32Array.from(positions.keys(), weightOf);
  const averages = passages.map(({ counts }) => averageOf(counts.keys(), weightOf));

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
      const any = passages.map(() => 0);
      const telling = passages.map(() => 0);
      for (const [term, weight] of weights) {
        const row = embeddings.rowOf(term);
        if (row === undefined || total === 0) continue;
        const alike = embeddings.similarities(row, rowsOfEntry).map(likeness);
        const tellingAlike = alike.map(
          (value, position) => value * Math.min(1, (rarity[position] ?? 0) / weight),
        );
        passages.forEach(({ counts }, index) => {
          if (counts.has(term)) return;
          const positions = positionsIn[index];
          any[index] = (any[index] ?? 0) + (weight / total) * mostOf(alike, positions);
          telling[index] = (telling[index] ?? 0) + (weight / total) * mostOf(tellingAlike, positions);
        });
      }
      return { any, telling };
    },
    ofWhole: ({ weights }) => {
      const question = averageOf(weights.keys(), (term) => weights.get(term) ?? 0);
      return averages.map((average) => cosine(question, average));
    },
  };
}

/** From 0 to 1. */
function likeness(cosine: number): number {
  return Math.max(0, (cosine - ALIKE) / (1 - ALIKE));
}

function mostOf(values: Float32Array, positions: Int32Array | undefined): number {
  let most = 0;
  for (const position of positions ?? []) most = Math.max(most, values[position] ?? 0);
  return most;
}

/** 0 where one of them has no word that is known. */
function cosine(a: Float32Array, b: Float32Array): number {
  let product = 0;
  let squareOfA = 0;
  let squareOfB = 0;
  for (let k = 0; k < DIMENSIONS; k++) {
    const x = a[k] ?? 0;
    const y = b[k] ?? 0;
    product += x * y;
    squareOfA += x * x;
    squareOfB += y * y;
  }
  return product === 0 ? 0 : product / Math.sqrt(squareOfA * squareOfB);
}
