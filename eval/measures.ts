/** What became of one question. */
export interface Outcome {
  /** Ranks (from 1) of the marked statements, best first; undefined when none is marked. */
  readonly rank: number | undefined;
  readonly answerable: boolean;
  /** How sure we are that it is covered, 0 to 1. */
  readonly confidence: number;
  readonly answered: boolean;
  readonly milliseconds: number;
}

export interface Measures {
  readonly questions: number;
  readonly scorable: number;
  readonly hit1: number;
  readonly hit3: number;
  /** Mean of 1 / rank. */
  readonly mrr: number;
  /** The chance that an answerable question gets a higher confidence than an unanswerable one; NaN without both. */
  readonly auroc: number;
  /** Of the answerable ones, the share answered at the shipped threshold; of the others, the share refused. */
  readonly answered: number;
  readonly refused: number;
  /** Milliseconds a question. */
  readonly p50: number;
  readonly p99: number;
}

export function measure(outcomes: readonly Outcome[]): Measures {
  const ranks = outcomes.flatMap(({ rank }) => (rank === undefined ? [] : [rank]));
  const answerable = outcomes.filter((outcome) => outcome.answerable);
  const unanswerable = outcomes.filter((outcome) => !outcome.answerable);
  const times = outcomes.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  return {
    questions: outcomes.length,
    scorable: ranks.length,
    hit1: shareOf(ranks, (rank) => rank <= 1),
    hit3: shareOf(ranks, (rank) => rank <= 3),
    mrr: ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length,
    auroc: auroc(
      answerable.map(({ confidence }) => confidence),
      unanswerable.map(({ confidence }) => confidence),
    ),
    answered: shareOf(answerable, ({ answered }) => answered),
    refused: shareOf(unanswerable, ({ answered }) => !answered),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

/** By ranks with ties at their middle: the Mann-Whitney statistic as a share. */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [
    ...positives.map((value) => ({ value, positive: true })),
    ...negatives.map((value) => ({ value, positive: false })),
  ].sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end += 1;
    const middle = (start + 1 + end) / 2;
    rankSum += middle * all.slice(start, end).filter(({ positive }) => positive).length;
    start = end;
  }
  const pairs = positives.length * negatives.length;
  return (rankSum - (positives.length * (positives.length + 1)) / 2) / pairs;
}

function shareOf<T>(items: readonly T[], test: (item: T) => boolean): number {
  return items.filter(test).length / items.length;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
