import { readFileSync } from 'node:fs';

/** Numbers in a vector. */
export const DIMENSIONS = 100;
/** What 1 is written as: hardly a number of a unit vector is above 0.4, and those are cut there. */
export const UNIT = 127 / 0.4;

/**
 * Vectors of frequent English stems, made from GloVe's (PDDL 1.0). Words in whose neighbourhood the same words are found have vectors of one
 * direction: "invade" and "conquer", "city" and "capital", but also "rise" and "fall". So they may say which of
 * several statements is the likelier one, never that a statement says what is asked.
 */
export interface WordEmbeddings {
  /** Where the stem stands; undefined for one that is not known. */
  readonly rowOf: (stem: string) => number | undefined;
  /**
   * Tells which of `others` have a cosine above `least` with this row, by their places: 1 is one direction, about 0 have
   * words that have nothing to do with each other.
   */
  readonly alike: (
    row: number,
    others: Int32Array,
    least: number,
    tell: (place: number, cosine: number) => void,
  ) => void;
  /** Adds a row of length 1 to a vector, so many times. */
  readonly add: (vector: Float32Array, row: number, times: number) => void;
}

let loaded: WordEmbeddings | undefined;

/** A constant that is read with the first question: 2 MB, which a program that only shows briefings never needs. */
export function wordEmbeddings(): WordEmbeddings {
  loaded ??= readEmbeddings(readFileSync(new URL('word-embeddings.bin', import.meta.url)));
  return loaded;
}

/** The form that eval/word-embeddings.ts writes: a line of stems, then a row of bytes for each. */
function readEmbeddings(file: Buffer): WordEmbeddings {
  const end = file.indexOf('\n');
  const stems = file.toString('utf8', 0, end).split(' ');
  const rows = new Int8Array(file.buffer, file.byteOffset + end + 1, stems.length * DIMENSIONS);
  const rowOf = new Map(stems.map((stem, row) => [stem, row] as const));
  const lengths = Float32Array.from(stems, (_, row) =>
    Math.hypot(...rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)),
  );
  const lengthOf = (row: number) => lengths[row] ?? 1;
  /** The innermost loop of every question: hence numbers in arrays, and no calls in it. */
  const productOf = (asked: Int8Array, row: number) => {
    const start = row * DIMENSIONS;
    let product = 0;
    for (let k = 0; k < DIMENSIONS; k++) product += (asked[k] ?? 0) * (rows[start + k] ?? 0);
    return product;
  };
  return {
    rowOf: (stem) => rowOf.get(stem),
    alike: (row, others, least, tell) => {
      const numbers = rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);
      for (let place = 0; place < others.length; place++) {
        const other = others[place] ?? 0;
        const cosine = Math.fround(productOf(numbers, other) / (lengthOf(row) * lengthOf(other)));
        if (cosine > least) tell(place, cosine);
      }
    },
    add: (vector, row, times) => {
      const factor = times / lengthOf(row);
      for (let k = 0; k < DIMENSIONS; k++) {
        vector[k] = (vector[k] ?? 0) + (rows[row * DIMENSIONS + k] ?? 0) * factor;
      }
    },
  };
}
