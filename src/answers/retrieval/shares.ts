import type { Weighed } from './asked-terms.ts';

/** A number for each statement of an entry, by position. */
export type Column = readonly number[];

/**
 * Of each statement, which share of the weight it meets. Goes by what is asked for and not by statement: most of it few
 * statements know something of, and the others cost nothing.
 * @param metBy the positions of the statements that meet an item, each once
 */
export function sharesOf(
  { weights, total }: Weighed,
  statements: number,
  metBy: (item: string) => Iterable<number>,
): Column {
  const shares = zeros(statements);
  for (const [item, weight] of weights) for (const at of metBy(item)) shares[at] = (shares[at] ?? 0) + weight;
  return total === 0 ? shares : shares.map((share) => share / total);
}

export function zeros(statements: number): number[] {
  return new Array<number>(statements).fill(0);
}
