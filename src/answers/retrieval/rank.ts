import {
  type Before,
  FEATURES,
  FEATURES_OF_MEANING,
  type Feature,
  type FeatureColumns,
  featuresOf,
} from './features.ts';
import { FITTED_WEIGHTS } from './fitted-weights.ts';
import type { Passages } from './passages.ts';
import { type Column, zeros } from './shares.ts';

export type Weights = Readonly<Record<Feature, number>>;

/** The weights for a question with, or without, a conversation before it. */
export function weightsFor(
  before: Before | undefined,
  weights: Readonly<Record<'alone' | 'following', Weights>> = FITTED_WEIGHTS,
): Weights {
  return before ? weights.following : weights.alone;
}

/** What these features add up to, each by its weight. */
export function scoresOf(
  columns: FeatureColumns,
  weights: Weights,
  features: Iterable<Feature> = FEATURES,
): Column {
  const scores = zeros(columns.opening.length);
  for (const feature of features) {
    const column = columns[feature];
    const weight = weights[feature];
    for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (column[at] ?? 0) * weight;
  }
  return scores;
}

/** How well a statement answers a question: the sum of both is the score that was fitted. */
export interface Scores {
  /** By its words, what stands around it and what was said before. */
  readonly words: number;
  /** What is added for words used alike. */
  readonly meaning: number;
}

/** Scores of all passages for a question, by position. */
export function scorePassages(
  question: string,
  passages: Passages,
  before: Before | undefined,
): readonly Scores[] {
  const weights = weightsFor(before);
  const columns = featuresOf(question, passages, before);
  const meanings = scoresOf(columns, weights, FEATURES_OF_MEANING);
  return scoresOf(columns, weights).map((score, at) => {
    const meaning = meanings[at] ?? 0;
    return { words: score - meaning, meaning };
  });
}
