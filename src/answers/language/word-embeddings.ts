import { readFileSync } from 'node:fs';

/** Numbers in a vector. */
export const DIMENSIONS = 100;
/** What 1 is written as: hardly a number of a unit vector is above 0.4, and those are cut there. */
export const UNIT = 127 / 0.4;

/**
 * Products of several rows with one are found by a single multiplication, side by side in one number as its digits
 * are. The product of two rows is at most the square of their length, `UNIT`, and so of either sign below half of a
 * digit; three digits and their sign are what a number holds exactly.
 */
const DIGIT = 2 ** 18;
const AT_ONCE = 3;

/**
 * Vectors of frequent English stems, made from GloVe's (PDDL 1.0). Words in whose neighbourhood the same words are found have vectors of one
 * direction: "invade" and "conquer", "city" and "capital", but also "rise" and "fall". So they may say which of
 * several statements is the likelier one, never that a statement says what is asked.
 */
export interface WordEmbeddings {
  /** Where the stem stands; undefined for one that is not known. */
  readonly rowOf: (stem: string) => number | undefined;
  /**
   * Tells which of these rows and which of others have a cosine above `least`, by their places: 1 is one direction, about
   * 0 have words that have nothing to do with each other.
   */
  readonly alike: (
    asked: readonly number[],
    others: Int32Array,
    least: number,
    tell: (asked: number, other: number, cosine: number) => void,
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
  /** Up to three rows as one of larger numbers, the first as their lowest digits. */
  const asDigits = (together: readonly number[]) => {
    const digits = new Float64Array(DIMENSIONS);
    for (const row of together.toReversed())
      for (let k = 0; k < DIMENSIONS; k++)
        digits[k] = (digits[k] ?? 0) * DIGIT + (rows[row * DIMENSIONS + k] ?? 0);
    return digits;
  };
  /** The innermost loop of every question: hence numbers in arrays, and three rows at once. */
  const productsOf = (digits: Float64Array, row: number) => {
    const start = row * DIMENSIONS;
    let products = 0;
    for (let k = 0; k < DIMENSIONS; k++) products += (digits[k] ?? 0) * (rows[start + k] ?? 0);
    return products;
  };
  return {
    rowOf: (stem) => rowOf.get(stem),
    alike: (asked, others, least, tell) => {
      for (let first = 0; first < asked.length; first += AT_ONCE) {
        const together = asked.slice(first, first + AT_ONCE);
        const digits = asDigits(together);
        for (let index = 0; index < others.length; index++) {
          const other = others[index] ?? 0;
          let products = productsOf(digits, other);
          for (let digit = 0; digit < together.length; digit++) {
            const higher = Math.round(products / DIGIT);
            const product = products - higher * DIGIT;
            products = higher;
            const cosine = Math.fround(product / (lengthOf(together[digit] ?? 0) * lengthOf(other)));
            if (cosine > least) tell(first + digit, index, cosine);
          }
        }
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
