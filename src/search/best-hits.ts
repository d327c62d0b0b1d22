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
  // Of the last one of a full list; as plain numbers, since nearly all that is done is comparing with them.
  let worstScore = 0;
  let worstNumber = Number.POSITIVE_INFINITY;
  for (let index = 0; index < candidates.length; index++) {
    const number = candidates[index] ?? 0;
    const score = scores[number] ?? 0;
    if (score < worstScore || (score === worstScore && number > worstNumber)) continue;
    const hit = { number, score };
    let at = best.length;
    while (at > 0 && comesBefore(hit, best[at - 1])) at -= 1;
    best.splice(at, 0, hit);
    if (best.length > limit) best.pop();
    const worst = best[limit - 1];
    if (worst) ({ score: worstScore, number: worstNumber } = worst);
  }
  return best;
}

function comesBefore(a: Scored, b: Scored | undefined): boolean {
  return b === undefined || a.score > b.score || (a.score === b.score && a.number < b.number);
}
