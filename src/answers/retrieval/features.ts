import { tokensOf } from '../../search/tokens.ts';
import { soughtBy } from '../language/signs.ts';
import { askedTerms, bareness } from './asked-terms.ts';
import { ofGrams, ofOwnWords, ofWordsAlike, ofWordsNearby } from './features-of-words.ts';
import type { Passages } from './passages.ts';
import { type Column, sharesOf, weighed, zeros } from './shares.ts';

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

/** Of each feature its values, by the position of the statement. */
export type FeatureColumns = Readonly<Record<Feature, Column>>;

/** The features of all passages for a question. */
export function featuresOf(question: string, passages: Passages, before: Before | undefined): FeatureColumns {
  const asked = askedTerms(question, passages);
  const bare = bareness(asked, passages);
  return {
    ...ofOwnWords(asked, passages),
    ...ofGrams(question, passages),
    ...ofWordsAlike(asked, passages),
    ...ofWordsNearby(asked, passages),
    ...ofOpening(bare, passages),
    ...ofSought(question, passages),
    ...ofConversation(before, bare, passages),
  };
}

function ofOpening(bare: number, { all }: Passages) {
  return { opening: only(0, 1, all.length), openingIfBare: only(0, bare, all.length) };
}

/** 1 where a statement holds something of the kind asked for that the question does not name itself. */
function ofSought(question: string, { all }: Passages) {
  const none = zeros(all.length);
  const kinds = { name: none, time: none, place: none, number: none, reason: none };
  const sought = soughtBy(question);
  if (sought === undefined) return kinds;
  const asked = new Set(tokensOf(question));
  return { ...kinds, [sought]: all.map(({ tellsOther }) => (tellsOther(sought, asked) ? 1 : 0)) };
}

function ofConversation(before: Before | undefined, bare: number, passages: Passages) {
  const { all, occurrences } = passages;
  const none = zeros(all.length);
  if (!before)
    return {
      citedAgain: none,
      citedAgainIfBare: none,
      next: none,
      second: none,
      citedEarlier: none,
      previousQuestion: none,
      previousAnswer: none,
    };
  const { cited, citedEarlier, question } = before;
  const told = weighed(all[cited]?.counts.keys() ?? [], passages.inverseFrequency);
  return {
    citedAgain: only(cited, 1, all.length),
    citedAgainIfBare: only(cited, bare, all.length),
    next: only(cited + 1, 1, all.length),
    second: only(cited + 2, 1, all.length),
    citedEarlier: all.map((_, at) => (citedEarlier.has(at) ? 1 : 0)),
    previousQuestion: sharesOf(askedTerms(question, passages), all.length, (term, meet) =>
      occurrences.each(term, meet),
    ),
    previousAnswer: sharesOf(told, all.length, (term, meet) =>
      occurrences.each(term, (at) => {
        if (at !== cited) meet(at);
      }),
    ),
  };
}

/** A value at one position, 0 at all others. */
function only(position: number, value: number, statements: number): Column {
  const column = zeros(statements);
  if (position < statements) column[position] = value;
  return column;
}
