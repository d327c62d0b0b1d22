import { STOP_WORDS } from './stop-words.ts';
import { stemOf } from './terms.ts';
import { tokensOf } from './tokens.ts';
import type { TermPostings } from './vocabulary.ts';

/** More words than this in one search are left out: they cost time and no longer change the order. */
const MAXIMUM_TERMS = 32;

/** A completed or mended word counts less than one that was typed in full, so that exact matches lead. */
const INEXACT_WEIGHT = 0.6;

/** One thing looked for: the terms that stand for it, each with a weight. A statement counts the best of them. */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
}

/**
 * What to look for. `lobb*` stands for every term that begins so; a word that nothing contains is taken for a
 * typing error; a query of nothing but stop words is taken at its word.
 */
export function readQuery(query: string, terms: TermPostings): readonly QueryTerm[] {
  const wildcards = new Set(
    Array.from(query.matchAll(/([\p{L}\p{N}]{3,})\*/gu), (match) => tokensOf(match[1] ?? '')[0]),
  );
  const words = tokensOf(query);
  const telling = words.filter((word) => !STOP_WORDS.has(word) || wildcards.has(word));
  const weights = new Map<string, number>();
  const add = (term: string, weight: number) => {
    weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  };
  for (const word of (telling.length > 0 ? telling : words).slice(0, MAXIMUM_TERMS)) {
    const stem = stemOf(word);
    if (wildcards.has(word)) for (const term of terms.completions(word)) add(term, INEXACT_WEIGHT);
    if (terms.get(stem)) add(stem, 1);
    else if (!wildcards.has(word)) for (const term of terms.mendings(stem)) add(term, INEXACT_WEIGHT);
  }
  return Array.from(weights, ([term, weight]) => ({ term, weight }));
}
