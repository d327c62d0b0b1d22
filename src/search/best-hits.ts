/** A statement number with its score. */
export interface Scored {
  readonly number: number;
  readonly score: number;
}

/**
 * The best `limit` of `candidates` by `scores`, best first; of equal scores the lower number first. Keeps a
 * sorted list rather than a heap: for the few hits a reader wants, most candidates fail the first comparison.
 */
export function bestOf(candidates: Uint32Array, scores: Float32Array, limit: number): readonly Scored[] {
  const best: Scored[] = [];
  let worst: Scored | undefined;
  for (const number of candidates) {
    const score = scores[number] ?? 0;
    if (worst && (score < worst.score || (score === worst.score && number > worst.number))) continue;
    const hit = { number, score };
    let at = best.length;
    while (at > 0 && comesBefore(hit, best[at - 1])) at -= 1;
    best.splice(at, 0, hit);
    if (best.length > limit) best.pop();
    if (best.length === limit) worst = best[limit - 1];
  }
  return best;
}

function comesBefore(a: Scored, b: Scored | undefined): boolean {
  return b === undefined || a.score > b.score || (a.score === b.score && a.number < b.number);
}
