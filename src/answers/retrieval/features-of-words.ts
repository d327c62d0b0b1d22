import { BM25, saturation } from '../../search/bm25.ts';
import { ngramsOf } from '../language/character-ngrams.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import { type AskedTerms, weighed } from './asked-terms.ts';
import type { Passages } from './passages.ts';
import { familyOf, typingErrors } from './related-words.ts';
import { sharesOf, zeros } from './shares.ts';

/** By the question's very words. */
export function ofOwnWords(asked: AskedTerms, passages: Passages) {
  const { all, occurrences } = passages;
  const words = Math.max(1, asked.weights.size);
  const matched = zeros(all.length);
  for (const term of asked.weights.keys())
    for (const at of occurrences.of(term)) matched[at] = (matched[at] ?? 0) + 1;
  return {
    bm25: bm25Shares(asked, passages),
    cover: sharesOf(asked, all.length, (term) => occurrences.of(term)),
    words: matched.map((count) => count / words),
    density: all.map(({ counts }, at) => (matched[at] ?? 0) / Math.sqrt(Math.max(1, counts.size) * words)),
    pairs: pairShares(asked.terms, passages),
  };
}

export function ofGrams(question: string, { all, gramWeight, gramOccurrences }: Passages) {
  const asked = weighed(ngramsOf(question), gramWeight);
  return { grams: sharesOf(asked, all.length, (gram) => gramOccurrences.of(gram)) };
}

/** By words that stand for those of the question where a statement lacks these. */
export function ofWordsAlike(asked: AskedTerms, passages: Passages) {
  const { all, occurrences } = passages;
  const mended = typingErrors(asked, passages);
  const sharesBy = (wordsFor: (term: string) => Iterable<string>) =>
    sharesOf(asked, all.length, (term) => {
      const met = new Set<number>();
      for (const word of wordsFor(term))
        for (const at of occurrences.of(word)) if (!all[at]?.counts.has(term)) met.add(at);
      return met;
    });
  const similar = passages.similarity.ofWords(asked);
  return {
    kin: sharesBy(kindredOf),
    family: sharesBy((term) => familyOf(term, passages)),
    typo: sharesBy((term) => mended.get(term) ?? []),
    similarWords: similar.any,
    similarTellingWords: similar.telling,
    similarWhole: passages.similarity.ofWhole(asked),
  };
}

/** By words that a statement lacks and one beside it has. */
export function ofWordsNearby(asked: AskedTerms, { all, occurrences }: Passages) {
  const sharesFrom = (distance: number) =>
    sharesOf(asked, all.length, (term) => {
      const met: number[] = [];
      for (const there of occurrences.of(term))
        if (all[there + distance]?.counts.has(term) === false) met.push(there + distance);
      return met;
    });
  const missingBefore = sharesFrom(1);
  return {
    missingBefore,
    missingAfter: sharesFrom(-1),
    missingTwoBefore: sharesFrom(2),
    missingGoesOn: missingBefore.map((share, at) => (all[at]?.goesOn ? share : 0)),
  };
}

function bm25Shares(asked: AskedTerms, { all, averageLength, occurrences }: Passages): readonly number[] {
  const earned = zeros(all.length);
  for (const [term, weight] of asked.weights)
    for (const at of occurrences.of(term)) {
      const passage = all[at];
      if (!passage) continue;
      const count = passage.counts.get(term) ?? 0;
      earned[at] = (earned[at] ?? 0) + weight * saturation(count, passage.terms.length, averageLength);
    }
  const most = asked.total * (BM25.k1 + 1);
  return most === 0 ? earned : earned.map((sum) => sum / most);
}

/** Which share of the question's neighbouring words are neighbours, or nearly, in the statement. */
function pairShares(asked: readonly string[], { all, occurrences }: Passages): readonly number[] {
  const found = zeros(all.length);
  asked.forEach((second, index) => {
    const first = asked[index - 1];
    if (first === undefined) return;
    for (const at of occurrences.of(first))
      if (areNear(first, second, all[at]?.terms ?? [])) found[at] = (found[at] ?? 0) + 1;
  });
  return asked.length < 2 ? found : found.map((count) => count / (asked.length - 1));
}

function areNear(first: string, second: string, terms: readonly string[]): boolean {
  const at = terms.indexOf(second);
  return at >= 0 && Math.abs(at - terms.indexOf(first)) <= 2;
}
