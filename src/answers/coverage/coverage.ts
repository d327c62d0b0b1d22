import { usesIn, type WordUse } from '../language/part-of-speech.ts';
import { type AskedTerms, askedTerms, bareness } from '../retrieval/asked-terms.ts';
import type { Before } from '../retrieval/features.ts';
import type { Passages } from '../retrieval/passages.ts';
import { besides } from '../retrieval/read-with.ts';
import { hasFamily, hasKin, hasNearlySame, typingErrors } from '../retrieval/related-words.ts';

/**
 * From this confidence on a question counts as covered. A refusal shows the nearest statement all the same, so a
 * wrong answer costs more than a wrong refusal. Chosen on one set of real search questions (CLAPnq dev), where 0.35 decides best: it answers 80 % of what
 * is covered, refuses 78 % of what is not though it is about the same topic, and 99 % of what is about another.
 * Questions made to mislead by one wrong detail no threshold refuses; those are what `unknownNames` is for.
 */
export const COVERED = 0.35;

/** What a word is worth that is met only by kinship, by its beginning, or as a slip. */
const INEXACT = 0.4;
/** What a word is worth that only a neighbouring sentence has. */
const NEARBY = 0.7;

/** Words met only by kinship and the like count half: "world" is one slip from "word". */
const WITHOUT_EXACT = 0.5;

/** A question's words as one entry knows them; read once, held against many statements. */
export interface Wording {
  readonly asked: AskedTerms;
  /** For words the entry does not have: those they may be slips for. */
  readonly slips: ReadonlyMap<string, readonly string[]>;
  /** By stems: how the question uses each word. */
  readonly uses: ReadonlyMap<string, WordUse>;
}

export function wordingOf(question: string, passages: Passages): Wording {
  const asked = askedTerms(question, passages);
  return { asked, slips: typingErrors(asked, passages), uses: usesIn(question) };
}

/**
 * How sure it is that the entry covers the question, 0 to 1. A follow-up of few words ("And when?") has too few
 * to judge by, so it borrows from the question before.
 */
export function confidenceOf(
  question: string,
  passages: Passages,
  index: number,
  before: Before | undefined,
): number {
  const wording = wordingOf(question, passages);
  const own = coverage(wording, passages, index);
  if (!before) return own;
  const bare = bareness(wording.asked, passages);
  return bare === 0
    ? own
    : Math.max(own, bare * coverage(wordingOf(before.question, passages), passages, index));
}

/**
 * Which share of what is asked the statement at `index` and its two neighbours have words for, from 0 to 1. A
 * word weighs half by how much it tells within the entry and half like any other: by the former alone, one
 * unknown word would outweigh all that is known. `ignore` holds terms that other means have accounted for.
 */
export function coverage(
  { asked, slips }: Wording,
  passages: Passages,
  index: number,
  ignore: ReadonlySet<string> = new Set(),
  /** The statement stands where the answer should: then kinship of words is no chance. */
  inPlace = false,
): number {
  const mean = asked.total / Math.max(1, asked.weights.size);
  const here = passages.all[index];
  const near = besides(passages, index);
  const worth = (term: string): number => {
    const found = (passage: typeof here): number => {
      if (!passage) return 0;
      if (passage.counts.has(term)) return 1;
      if (hasNearlySame(term, passage)) return NEARBY;
      const alike =
        hasKin(term, passage) ||
        hasFamily(term, passage) ||
        slips.get(term)?.some((other) => passage.counts.has(other));
      return alike ? INEXACT : 0;
    };
    return Math.max(found(here), ...near.map((passage) => NEARBY * found(passage)));
  };
  let total = 0;
  let covered = 0;
  let exact = false;
  for (const [term, weight] of asked.weights) {
    if (ignore.has(term)) continue;
    total += weight + mean;
    const met = worth(term);
    covered += (weight + mean) * met;
    exact ||= met >= NEARBY;
  }
  if (total === 0) return 1;
  return (exact || inPlace ? 1 : WITHOUT_EXACT) * (covered / total);
}
