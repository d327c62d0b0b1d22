import { BM25, saturation } from '../../search/bm25.ts';
import { termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { ngramsOf } from '../language/character-ngrams.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import { type Sought, soughtBy } from '../language/signs.ts';
import type { Passage, Passages } from './passages.ts';
import { familyBeginning, typingErrors } from './related-words.ts';

/** What was said before in the same conversation, as far as ranking uses it. */
export interface Before {
  readonly question: string;
  /** Where in the entry the statement stands that was cited first. */
  readonly cited: number;
  /** Where those stand that were cited in the turns before that one. */
  readonly citedEarlier: ReadonlySet<number>;
}

/**
 * How well a statement answers a question, seen from each side, every one from 0 to about 1. All speak of
 * form, none of a topic, so what was learned from one kind of text holds for others.
 */
export const FEATURES = [
  /** BM25 as a share of the most a statement could earn. */
  'bm25',
  /** The share of the question's weight that the statement has words for; and of its words, unweighted. */
  'cover',
  'words',
  /** How much of the statement is about the question. */
  'density',
  /** Shared groups of four letters: word forms that stemming keeps apart. */
  'grams',
  /** Words matched only by kinship, by a common beginning, or as a typing error. */
  'kin',
  'family',
  'typo',
  /** Words matched only by words that are used alike; and how near question and statement are as wholes. */
  'similarWords',
  'similarTellingWords',
  'similarWhole',
  /** Words that are missing here and stand in the sentence before, after, or two before. */
  'missingBefore',
  'missingAfter',
  'missingTwoBefore',
  /** The same for a sentence that goes on about the one before ("They …"). */
  'missingGoesOn',
  'pairs',
  'opening',
  'openingIfBare',
  /** It has something of the kind that is asked for. */
  'name',
  'time',
  'place',
  'number',
  'reason',
  /** Its distance to what was cited last. */
  'citedAgain',
  'citedAgainIfBare',
  'next',
  'second',
  'citedEarlier',
  /** What it shares with the question before and with what was cited then. */
  'previousQuestion',
  'previousAnswer',
] as const;
export type Feature = (typeof FEATURES)[number];

/** Those that tell what is spoken of, and not whether it is said. */
export const FEATURES_OF_MEANING: ReadonlySet<Feature> = new Set<Feature>([
  'similarWords',
  'similarTellingWords',
  'similarWhole',
]);
export type FeatureValues = Readonly<Record<Feature, number>>;

/** A question's words, weighed within one entry. */
export interface AskedTerms {
  readonly terms: readonly string[];
  readonly weights: ReadonlyMap<string, number>;
  readonly total: number;
  readonly sought: Sought | undefined;
  readonly words: ReadonlySet<string>;
  readonly grams: ReadonlySet<string>;
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

export function askedTerms(question: string, passages: Passages): AskedTerms {
  const terms = termsOf(question).filter((term) => !ASKING.has(term));
  const weights = new Map(terms.map((term) => [term, passages.inverseFrequency(term)]));
  return {
    terms,
    weights,
    total: sum(weights.values()),
    sought: soughtBy(question),
    words: new Set(tokensOf(question)),
    grams: ngramsOf(question),
  };
}

/** The features of every passage, in the order of the passages. */
export function featuresOf(
  question: string,
  passages: Passages,
  before: Before | undefined,
): readonly FeatureValues[] {
  const asked = askedTerms(question, passages);
  const mended = typingErrors(asked, passages);
  const kin = inEntry(asked, (term) => [...kindredOf(term)].filter(passages.has));
  const family = inEntry(asked, (term) => familyOf(term, passages.vocabulary));
  const previous = before && askedTerms(before.question, passages);
  const cited = before && passages.all[before.cited];
  const bare = bareness(asked, passages);
  const similarWords = passages.similarity.ofWords(asked);
  const similarWhole = passages.similarity.ofWhole(asked);
  const gramTotal = sum([...asked.grams].map(passages.gramWeight));
  return passages.all.map((passage, index) => {
    const distance = before ? index - before.cited : Number.NaN;
    const missingBefore = missingShare(asked, passage, passages.all[index - 1]);
    return {
      bm25: bm25Share(asked, passage, passages),
      cover: shareWhere(asked, (term) => passage.counts.has(term)),
      words: matchedWords(asked, passage) / Math.max(1, asked.weights.size),
      density:
        matchedWords(asked, passage) /
        Math.sqrt(Math.max(1, passage.counts.size) * Math.max(1, asked.weights.size)),
      grams: gramShare(asked, passage, passages, gramTotal),
      kin: shareWhere(asked, (term) => !passage.counts.has(term) && hasOneOf(kin.get(term), passage)),
      family: shareWhere(asked, (term) => !passage.counts.has(term) && hasOneOf(family.get(term), passage)),
      typo: shareWhere(asked, (term) => hasOneOf(mended.get(term), passage)),
      similarWords: similarWords.any[index] ?? 0,
      similarTellingWords: similarWords.telling[index] ?? 0,
      similarWhole: similarWhole[index] ?? 0,
      missingBefore,
      missingAfter: missingShare(asked, passage, passages.all[index + 1]),
      missingTwoBefore: missingShare(asked, passage, passages.all[index - 2]),
      missingGoesOn: passage.goesOn ? missingBefore : 0,
      pairs: pairShare(asked.terms, passage.terms),
      opening: index === 0 ? 1 : 0,
      openingIfBare: index === 0 ? bare : 0,
      name: offers('name', asked, passage),
      time: offers('time', asked, passage),
      place: offers('place', asked, passage),
      number: offers('number', asked, passage),
      reason: offers('reason', asked, passage),
      citedAgain: distance === 0 ? 1 : 0,
      citedAgainIfBare: distance === 0 ? bare : 0,
      next: distance === 1 ? 1 : 0,
      second: distance === 2 ? 1 : 0,
      citedEarlier: before?.citedEarlier.has(index) ? 1 : 0,
      previousQuestion: previous ? shareWhere(previous, (term) => passage.counts.has(term)) : 0,
      previousAnswer: cited && distance !== 0 ? commonShare(cited, passage, passages) : 0,
    };
  });
}

/** For each term of the question the words of the entry that stand for it: sought once, not in every passage. */
function inEntry(
  { weights }: AskedTerms,
  relatedTo: (term: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  return new Map([...weights.keys()].map((term) => [term, relatedTo(term)]));
}

function hasOneOf(terms: readonly string[] | undefined, passage: Passage): boolean {
  return terms?.some((term) => passage.counts.has(term)) ?? false;
}

function familyOf(term: string, vocabulary: readonly string[]): readonly string[] {
  const beginning = familyBeginning(term);
  return beginning === undefined ? [] : vocabulary.filter((other) => other.startsWith(beginning));
}

/** A question of few telling words ("And when?") leans on what was said before: 1, 0.5 or 0. */
export function bareness(asked: AskedTerms, passages: Passages): number {
  const telling = asked.terms.filter((term) => passages.has(term)).length;
  return telling === 0 ? 1 : telling === 1 ? 0.5 : 0;
}

/** The share of the question's weight that those terms make up for which `test` holds. */
export function shareWhere(asked: AskedTerms, test: (term: string) => boolean): number {
  let share = 0;
  for (const [term, weight] of asked.weights) if (test(term)) share += weight;
  return asked.total === 0 ? 0 : share / asked.total;
}

function bm25Share(asked: AskedTerms, passage: Passage, passages: Passages): number {
  let earned = 0;
  for (const [term, weight] of asked.weights) {
    const count = passage.counts.get(term);
    if (count) earned += weight * saturation(count, passage.terms.length, passages.averageLength);
  }
  return asked.total === 0 ? 0 : earned / (asked.total * (BM25.k1 + 1));
}

function matchedWords(asked: AskedTerms, passage: Passage): number {
  let count = 0;
  for (const term of asked.weights.keys()) if (passage.counts.has(term)) count += 1;
  return count;
}

function missingShare(asked: AskedTerms, passage: Passage, near: Passage | undefined): number {
  return near ? shareWhere(asked, (term) => !passage.counts.has(term) && near.counts.has(term)) : 0;
}

/** Which share of the question's neighbouring words are neighbours, or nearly, in the statement. */
function pairShare(asked: readonly string[], terms: readonly string[]): number {
  if (asked.length < 2) return 0;
  let found = 0;
  for (let index = 1; index < asked.length; index++) {
    const first = terms.indexOf(asked[index - 1] ?? '');
    const second = terms.indexOf(asked[index] ?? '');
    if (first >= 0 && second >= 0 && Math.abs(first - second) <= 2) found += 1;
  }
  return found / (asked.length - 1);
}

function gramShare(asked: AskedTerms, passage: Passage, passages: Passages, total: number): number {
  let shared = 0;
  for (const gram of asked.grams) if (passage.grams.has(gram)) shared += passages.gramWeight(gram);
  return total === 0 ? 0 : shared / total;
}

/** 1 when the statement holds something of the kind asked for that the question does not name itself. */
function offers(sought: Sought, asked: AskedTerms, passage: Passage): number {
  if (asked.sought !== sought) return 0;
  return passage.signs(sought).some((sign) => !tokensOf(sign).every((token) => asked.words.has(token)))
    ? 1
    : 0;
}

function commonShare(cited: Passage, passage: Passage, passages: Passages): number {
  let shared = 0;
  let total = 0;
  for (const term of cited.counts.keys()) {
    const weight = passages.inverseFrequency(term);
    total += weight;
    if (passage.counts.has(term)) shared += weight;
  }
  return total === 0 ? 0 : shared / total;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
