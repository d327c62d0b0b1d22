import { BM25, saturation } from '../../search/bm25.ts';
import { tokensOf } from '../../search/tokens.ts';
import { ngramsOf } from '../language/character-ngrams.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import type { AskedTerms } from './asked-terms.ts';
import type { Passages } from './passages.ts';
import { familyOf, typingErrors } from './related-words.ts';
import { add, type Column, dividedBy, sharesOf, weighed, zeros } from './shares.ts';

/** By the question's very words. */
export function ofOwnWords(asked: AskedTerms, passages: Passages) {
  const { all, occurrences } = passages;
  const words = Math.max(1, asked.weights.size);
  const matched = zeros(all.length);
  for (const term of asked.weights.keys()) occurrences.each(term, (at) => add(matched, at, 1));
  return {
    bm25: bm25Shares(asked, passages),
    cover: sharesOf(asked, all.length, (term, meet) => occurrences.each(term, meet)),
    words: matched.map((count) => count / words),
    density: all.map(({ counts }, at) => (matched[at] ?? 0) / Math.sqrt(Math.max(1, counts.size) * words)),
    pairs: pairShares(asked.terms, passages),
  };
}

export function ofGrams(question: string, { all, gramWeight, gramOccurrences }: Passages) {
  const asked = weighed(ngramsOf(tokensOf(question)), gramWeight);
  return { grams: sharesOf(asked, all.length, (gram, meet) => gramOccurrences.each(gram, meet)) };
}

/** By words that stand for those of the question where a statement lacks these. */
export function ofWordsAlike(asked: AskedTerms, passages: Passages) {
  const { all, occurrences } = passages;
  const mended = typingErrors(asked, passages);
  const sharesBy = (wordsFor: (term: string) => readonly string[]) =>
    sharesOf(asked, all.length, (term, meet) => {
      const words = wordsFor(term);
      if (words.length === 0) return;
      const met = new Set<number>();
      for (const word of words) occurrences.each(word, (at) => met.add(at));
      for (const at of met) if (!all[at]?.counts.has(term)) meet(at);
    });
  const similar = passages.similarity.ofWords(asked);
  return {
    kin: sharesBy((term) => [...kindredOf(term)].filter(passages.has)),
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
    sharesOf(asked, all.length, (term, meet) =>
      occurrences.each(term, (there) => {
        const here = all[there + distance];
        if (here && !here.counts.has(term)) meet(there + distance);
      }),
    );
  const missingBefore = sharesFrom(1);
  return {
    missingBefore,
    missingAfter: sharesFrom(-1),
    missingTwoBefore: sharesFrom(2),
    missingGoesOn: missingBefore.map((share, at) => (all[at]?.goesOn ? share : 0)),
  };
}

function bm25Shares(asked: AskedTerms, { all, averageLength, occurrences }: Passages): Column {
  const earned = zeros(all.length);
  for (const [term, weight] of asked.weights)
    occurrences.each(term, (at) => {
      const { counts, terms } = all[at] ?? { terms: [] };
      add(earned, at, weight * saturation(counts?.get(term) ?? 0, terms.length, averageLength));
    });
  return dividedBy(asked.total * (BM25.k1 + 1), earned);
}

/** Which share of the question's neighbouring words are neighbours, or nearly, in the statement. */
function pairShares(asked: readonly string[], { all, occurrences }: Passages): Column {
  const found = zeros(all.length);
  asked.slice(1).forEach((second, index) => {
    const first = asked[index] ?? '';
    occurrences.each(first, (at) => {
      if (areNear(first, second, all[at]?.terms ?? [])) add(found, at, 1);
    });
  });
  return dividedBy(Math.max(0, asked.length - 1), found);
}

function areNear(first: string, second: string, terms: readonly string[]): boolean {
  const at = terms.indexOf(second);
  return at >= 0 && Math.abs(at - terms.indexOf(first)) <= 2;
}
