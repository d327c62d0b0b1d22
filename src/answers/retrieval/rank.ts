import {
  type Before,
  FEATURES,
  FEATURES_OF_MEANING,
  type Feature,
  type FeatureValues,
  featuresOf,
} from './features.ts';
import { FITTED_WEIGHTS } from './fitted-weights.ts';
import type { Passages } from './passages.ts';

export type Weights = Readonly<Record<Feature, number>>;

/** The weights for a question with, or without, a conversation before it. */
export function weightsFor(
  before: Before | undefined,
  weights: Readonly<Record<'alone' | 'following', Weights>> = FITTED_WEIGHTS,
): Weights {
  return before ? weights.following : weights.alone;
}

export function scoreOf(values: FeatureValues, weights: Weights): number {
  let score = 0;
  for (const feature of FEATURES) score += values[feature] * weights[feature];
  return score;
}

/** The position of the highest score; the first of equals. */
export function bestOf(features: readonly FeatureValues[], weights: Weights): number {
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  features.forEach((values, index) => {
    const score = scoreOf(values, weights);
    if (score > highest) {
      best = index;
      highest = score;
    }
  });
  return best;
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
  return featuresOf(question, passages, before).map((values) => {
    let meaning = 0;
    for (const feature of FEATURES_OF_MEANING) meaning += values[feature] * weights[feature];
    return { words: scoreOf(values, weights) - meaning, meaning };
  });
}
