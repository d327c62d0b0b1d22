import { stemOf } from '../../../search/terms.ts';
import { KINDRED_GROUPS } from './groups.ts';

/** For each term, the terms it has kinship with, each with the particle that it needs for it. */
const KINDRED: ReadonlyMap<string, ReadonlyMap<string, string | undefined>> = (() => {
  const kindred = new Map<string, Map<string, string | undefined>>();
  for (const line of KINDRED_GROUPS) {
    const group = line.split(' ').map((word) => {
      const [verb = '', particle] = word.split('+');
      return [stemOf(verb), particle] as const;
    });
    for (const [term] of group) {
      const others = kindred.get(term) ?? new Map<string, string | undefined>();
      for (const [other, particle] of group)
        if (other !== term)
          others.set(other, others.has(other) && particle !== undefined ? others.get(other) : particle);
      kindred.set(term, others);
    }
  }
  return kindred;
})();

const WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...KINDRED].map(([term, others]) => [term, new Set(others.keys())]),
);
const NONE: ReadonlySet<string> = new Set();

/** Whether a word is one of those that have kin: no slip, then. */
export function isKnownWord(word: string): boolean {
  return WORDS.has(stemOf(word));
}

/**
 * The stems of words that stand for this one. A match by kinship counts as a feature of its own, a weaker one, never as the
 * word itself.
 */
export function kindredOf(term: string): ReadonlySet<string> {
  return WORDS.get(term) ?? NONE;
}

/** What must follow `kin` for it to stand for `term`: "down" for "turn" as "refuse". */
export function particleOf(term: string, kin: string): string | undefined {
  return KINDRED.get(term)?.get(kin);
}
