import { type Before, FEATURES, type Feature, type FeatureValues, featuresOf } from './features.ts';
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

/** Scores of all passages for a question, by position. */
export function scorePassages(
  question: string,
  passages: Passages,
  before: Before | undefined,
): readonly number[] {
  const weights = weightsFor(before);
  return featuresOf(question, passages, before).map((values) => scoreOf(values, weights));
}
