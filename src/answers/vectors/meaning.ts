import type { Statement } from '../../entries/statements/statement.ts';

/** Tells how near in meaning statements are to a question. Optional: without it, or in any doubt, words alone rank. */
export interface Meaning {
  /**
   * The cosine of each statement with the question, from −1 to 1, undefined where nothing is known of the statement.
   * Undefined as a whole when it cannot be had in time. Never throws.
   */
  nearness(
    question: string,
    statements: readonly Statement[],
  ): Promise<readonly (number | undefined)[] | undefined>;
}

/** How far statements stand out as near in meaning to a question, see `standingOut`. */
export type Standing = ReadonlyMap<Statement, number>;

/** Standard deviations. Further out tells no more. */
const FURTHEST_OUT = 3;

/**
 * How far each stands out from all of them as the nearer one, in standard deviations; 0 for one that is no nearer
 * than they are on average, and for one of which nothing is known. Cosines compare only within one model and one
 * question: with one model the statements of a text lie around 0.4, with another around 0.9.
 */
export function standingOut(nearness: readonly (number | undefined)[]): readonly number[] {
  const known = nearness.filter((value) => value !== undefined);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  return nearness.map((value) =>
    value === undefined || value <= mean ? 0 : Math.min(FURTHEST_OUT, (value - mean) / deviation),
  );
}

/** What stands for a statement where meanings are compared: what it stands under belongs to what it says. */
export function meantBy({ heading, text }: Pick<Statement, 'heading' | 'text'>): string {
  return heading === undefined ? text : `${heading}: ${text}`;
}

/** Of two vectors of length 1; undefined when they do not compare, as after a change of the model behind one name. */
export function cosine(a: Float32Array, b: Float32Array): number | undefined {
  if (a.length !== b.length) return undefined;
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
