/**
 * Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), pure.
 *
 * K1 1.2 and B 0.75 are the values that Lucene and the paper start from. Over single sentences K1 hardly
 * matters, since a word seldom occurs twice in one.
 */
export const BM25 = { k1: 1.2, b: 0.75 } as const;

/** How much a term tells, when `containing` of `total` statements have it. Always above 0. */
export function inverseFrequency(containing: number, total: number): number {
  return Math.log(1 + (total - containing + 0.5) / (containing + 0.5));
}

/**
 * The part of a term's inverse frequency that one statement earns, from 0 to `k1 + 1`.
 * @param occurrences how often the statement has the term
 * @param length the statement's terms
 * @param averageLength over all statements
 */
export function saturation(occurrences: number, length: number, averageLength: number): number {
  const norm = BM25.k1 * (1 - BM25.b + (BM25.b * length) / Math.max(averageLength, 1e-9));
  return (occurrences * (BM25.k1 + 1)) / (occurrences + norm);
}
