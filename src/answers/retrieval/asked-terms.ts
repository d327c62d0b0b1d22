import { termsOf } from '../../search/terms.ts';
import type { Passages } from './passages.ts';
import { type Weighed, weighed } from './shares.ts';

/** A question's words, weighed within one entry. */
export interface AskedTerms extends Weighed {
  /** In order and with repetitions. */
  readonly terms: readonly string[];
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

/** A question of few telling words ("And when?") leans on what was said before: 1, 0.5 or 0. */
export function bareness({ terms }: AskedTerms, passages: Passages): number {
  const telling = terms.filter((term) => passages.has(term)).length;
  return telling === 0 ? 1 : telling === 1 ? 0.5 : 0;
}
