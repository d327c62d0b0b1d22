import { termsOf } from '../../search/terms.ts';
import type { Passages } from './passages.ts';

/** A question's words, weighed within one entry. */
export interface AskedTerms {
  readonly terms: readonly string[];
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Stems of words that form a question and are about nothing. */
const ASKING = new Set([
  'mani',
  'much',
  'kind',
  'type',
  'sort',
  'thing',
  'someth',
  'anyth',
  'still',
  'ever',
  'yet',
]);

export function askedTerms(question: string, { inverseFrequency }: Passages): AskedTerms {
  const terms = termsOf(question).filter((term) => !ASKING.has(term));
  return { terms, ...weighed(terms, inverseFrequency) };
}

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

/** The share of the question's weight that those terms make up for which `test` holds. */
export function shareWhere(asked: Weighed, test: (term: string) => boolean): number {
  let share = 0;
  for (const [term, weight] of asked.weights) if (test(term)) share += weight;
  return asked.total === 0 ? 0 : share / asked.total;
}

/** A question of few telling words ("And when?") leans on what was said before: 1, 0.5 or 0. */
export function bareness({ terms }: AskedTerms, passages: Passages): number {
  const telling = terms.filter((term) => passages.has(term)).length;
  return telling === 0 ? 1 : telling === 1 ? 0.5 : 0;
}
