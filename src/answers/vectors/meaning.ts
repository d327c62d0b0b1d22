import type { Statement } from '../../entries/statements/statement.ts';
import { WEIGHTS } from '../retrieval/weights.ts';

/** Tells how near in meaning statements are to a question. Optional: without it, or in any doubt, words alone rank. */
export interface Meaning {
  /**
   * The cosine of each statement with the question, from −1 to 1, 0 where nothing is known of the statement.
   * Undefined when it cannot be had in time. Never throws.
   */
  nearness(question: string, statements: readonly Statement[]): Promise<readonly number[] | undefined>;
}

/** What the nearness in meaning adds to the score of the words. */
export function meaningWorth(nearness: number, following: boolean): number {
  return nearness * (following ? WEIGHTS.meaningFollowing : WEIGHTS.meaning);
}

/** What stands for a statement where meanings are compared: what it stands under belongs to what it says. */
export function meantBy({ heading, text }: Pick<Statement, 'heading' | 'text'>): string {
  return heading === undefined ? text : `${heading}: ${text}`;
}

/** Of two vectors of length 1; 0 when they do not compare, as after a change of the model behind one name. */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return 0;
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
