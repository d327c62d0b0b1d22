import { withinSlips } from '../../search/vocabulary.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import { hasKinIn } from '../language/part-of-speech.ts';
import type { Passage, Passages } from './passages.ts';

/** One of the statement's words means much the same, and is used as that kind of word. */
export function hasKin(term: string, passage: Passage): boolean {
  for (const kin of kindredOf(term))
    if (passage.counts.has(kin) && hasKinIn(passage.statement.text, term, kin)) return true;
  return false;
}

/** Shorter words share beginnings by chance. */
const SHORTEST_FAMILY_WORD = 5;

/** "assassin" and "assassinated": other words with most of their beginning in common. */
export function hasFamily(term: string, passage: Passage): boolean {
  const beginning = familyBeginning(term);
  return (
    beginning !== undefined && passage.terms.some((other) => other !== term && other.startsWith(beginning))
  );
}

/** The words of the entry that are of one family with this one. */
export function familyOf(term: string, { vocabularyLike }: Passages): readonly string[] {
  const beginning = familyBeginning(term);
  return beginning === undefined ? [] : vocabularyLike(term).filter((other) => other.startsWith(beginning));
}

/** What words of one family with this one begin with; undefined for a short word. */
export function familyBeginning(term: string): string | undefined {
  if (term.length < SHORTEST_FAMILY_WORD) return undefined;
  return term.slice(0, Math.max(4, Math.ceil(term.length * 0.65)));
}

/** "disagree" and "disagreements": stems that differ in their last letter at most. */
export function hasNearlySame(term: string, passage: Passage): boolean {
  if (term.length < SHORTEST_FAMILY_WORD) return false;
  return passage.terms.some((other) => {
    const shorter = Math.min(term.length, other.length);
    return shorter > SHORTEST_FAMILY_WORD && other.startsWith(term.slice(0, shorter - 1));
  });
}

/** For each word that the entry does not have, the words of the entry that it may be a slip for. */
export function typingErrors(
  asked: { readonly weights: ReadonlyMap<string, number> },
  passages: Passages,
): ReadonlyMap<string, readonly string[]> {
  const errors = new Map<string, readonly string[]>();
  for (const term of asked.weights.keys()) {
    if (passages.has(term) || term.length < SHORTEST_FAMILY_WORD) continue;
    const slips = term.length > 7 ? 2 : 1;
    errors.set(
      term,
      passages.vocabularyLike(term).filter((other) => withinSlips(term, other, slips)),
    );
  }
  return errors;
}
