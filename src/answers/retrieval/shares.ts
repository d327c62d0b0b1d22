/** A number for each statement of an entry, by position. */
export type Column = readonly number[];

/** What is weighed, each once, with the sum of the weights. */
export interface Weighed {
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
}

export function weighed(items: Iterable<string>, weightOf: (item: string) => number): Weighed {
  const weights = new Map<string, number>();
  let total = 0;
  for (const item of items) {
    if (weights.has(item)) continue;
    const weight = weightOf(item);
    weights.set(item, weight);
    total += weight;
  }
  return { weights, total };
}

/**
 * Of each statement, which share of the weight it meets. Goes by what is asked for and not by statement: most of it few
 * statements know something of, and the others cost nothing.
 * @param metBy calls `meet` with the position of each statement that meets an item, once
 */
export function sharesOf(
  { weights, total }: Weighed,
  statements: number,
  metBy: (item: string, meet: (position: number) => void) => void,
): Column {
  const shares = zeros(statements);
  for (const [item, weight] of weights) metBy(item, (at) => add(shares, at, weight));
  return dividedBy(total, shares);
}

/** The share of the weight that those items make up for which `test` holds. */
export function shareWhere({ weights, total }: Weighed, test: (item: string) => boolean): number {
  let share = 0;
  for (const [item, weight] of weights) if (test(item)) share += weight;
  return total === 0 ? 0 : share / total;
}

export function zeros(statements: number): number[] {
  return new Array<number>(statements).fill(0);
}

export function add(sums: number[], at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

/** In place; where there is nothing to share out, nothing has a share. */
export function dividedBy(total: number, sums: number[]): Column {
  if (total !== 0) for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) / total;
  return sums;
}
