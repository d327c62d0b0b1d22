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
  /**
   * The share of the question's weight in words that the statement has not, but has others for that are used alike;
   * as much of each word's weight as they are alike. By the position of the statement.
   */
  readonly ofWords: (asked: Weighed) => readonly number[];
  /** The cosine of the weighed averages of their words, by the position of the statement. */
  readonly ofWhole: (asked: Weighed) => readonly number[];
}

/** Below this cosine two words are taken to have nothing in common: any two of one subject reach 0.3 by chance. */
const ALIKE = 0.4;

export function similarityIn(passages: readonly Counted[], weightOf: (term: string) => number): Similarity {
  const embeddings = wordEmbeddings();
  const rows = new Map<string, number>();
  for (const { counts } of passages) {
    for (const term of counts.keys()) {
      const row = embeddings.rowOf(term);
      if (row !== undefined) rows.set(term, row);
    }
  }
  const averages = passages.map(({ counts }) => averageOf(counts.keys(), weightOf));

  function averageOf(terms: Iterable<string>, weight: (term: string) => number): Float32Array {
    const vector = new Float32Array(DIMENSIONS);
    for (const term of terms) {
      const row = embeddings.rowOf(term);
      if (row !== undefined) embeddings.add(vector, row, weight(term));
    }
    return vector;
  }

  /** The words of the entry that are used like this one, with how much so, from 0 to 1. */
  function alikeTo(term: string): ReadonlyMap<string, number> {
    const alike = new Map<string, number>();
    const asked = embeddings.rowOf(term);
    if (asked === undefined) return alike;
    for (const [other, row] of rows) {
      const similarity = embeddings.similarity(asked, row);
      if (similarity > ALIKE && other !== term) alike.set(other, (similarity - ALIKE) / (1 - ALIKE));
    }
    return alike;
  }

  return {
    ofWords: ({ weights, total }) => {
      const alike = [...weights].map(([term, weight]) => ({ term, weight, others: alikeTo(term) }));
      return passages.map(({ counts }) => {
        let share = 0;
        for (const { term, weight, others } of alike) {
          if (!counts.has(term)) share += weight * mostOf(others, counts);
        }
        return total === 0 ? 0 : share / total;
      });
    },
    ofWhole: ({ weights }) => {
      const question = averageOf(weights.keys(), (term) => weights.get(term) ?? 0);
      return averages.map((average) => cosine(question, average));
    },
  };
}

function mostOf(alike: ReadonlyMap<string, number>, counts: ReadonlyMap<string, number>): number {
  let most = 0;
  for (const [term, similarity] of alike) if (similarity > most && counts.has(term)) most = similarity;
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
