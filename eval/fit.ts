/**
 * Fits the weights of src/answers/retrieval/fitted-weights.ts and writes that file: `npm run fit -- FILE.jsonl …`. With
 * `--only=alone` or `--only=following` the weights of the other kind of question stay as they are.
 *
 * Recipe. Data: any question sets in the form that `npm run eval` reads; the shipped weights come from dev parts
 * of SQuAD 2.0, CLAPnq, and of CoQA and QuAC dialogues (CC BY-SA 4.0, Apache-2.0). Model: a statement's score
 * is linear in its features, and the chance that it is the answer is the softmax over its document; the fit
 * maximises the log likelihood of the marked sentences with an L2 penalty, by Adam from a fixed start,
 * so that the same data give the same weights. Questions with and without a conversation before them have weights
 * of their own. Conversations are replayed with our own answers, as in use, so fitting and replaying alternate.
 * Five-fold cross-validation by document tells what to expect of other texts.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FEATURES, type Feature, featuresOf } from '../src/answers/retrieval/features.ts';
import { FITTED_WEIGHTS } from '../src/answers/retrieval/fitted-weights.ts';
import { type Passages, preparePassages } from '../src/answers/retrieval/passages.ts';
import { scoresOf, type Weights, weightsFor } from '../src/answers/retrieval/rank.ts';
import { readQuestionSet, type SetDocument, statementsOfDocument } from './question-set.ts';
import { replay } from './replay.ts';

const ROUNDS = 3;
const EPOCHS = 200;
const LEARNING_RATE = 0.1;
const PENALTY = { alone: 0.001, following: 0.002 } as const;
const FOLDS = 5;

/** These mean nothing without a conversation. */
const OF_CONVERSATIONS: ReadonlySet<Feature> = new Set<Feature>([
  'citedAgain',
  'citedAgainIfBare',
  'next',
  'second',
  'citedEarlier',
  'previousQuestion',
  'previousAnswer',
]);

/** A short follow-up means less than it says: the average of its few words pulled away from what they go on about. */
const OF_FIRST_QUESTIONS: ReadonlySet<Feature> = new Set<Feature>(['similarWhole']);

type Regime = keyof typeof PENALTY;
type FittedWeights = Record<Regime, Weights>;

interface Example {
  readonly regime: Regime;
  readonly fold: number;
  readonly rows: readonly Float64Array[];
  readonly gold: ReadonlySet<number>;
}

const { values: options, positionals: files } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
});
if (options.only !== undefined && !(options.only in PENALTY))
  throw new Error(`--only takes alone or following, not “${options.only}”`);
if (files.length === 0) throw new Error('expected question sets: npm run fit -- FILE.jsonl …');
const documents = files.flatMap(readQuestionSet).map((document) => ({
  document,
  passages: preparePassages(statementsOfDocument(document)),
}));

let weights: FittedWeights = { alone: startOf('alone'), following: startOf('following') };
let examples: readonly Example[] = [];
for (let round = 1; round <= ROUNDS; round++) {
  examples = documents.flatMap(({ document, passages }) => examplesOf(document, passages, weights));
  weights = fitted(examples);
  console.log(`round ${round}: hit@1 ${format(hitRate(examples, () => weights))}`);
}
const folds = Array.from({ length: FOLDS }, (_, fold): FittedWeights => {
  return fitted(examples.filter((example) => example.fold !== fold));
});
console.log(`cross-validated: hit@1 ${format(hitRate(examples, ({ fold }) => folds[fold] ?? weights))}`);
writeFileSync(new URL('../src/answers/retrieval/fitted-weights.ts', import.meta.url), sourceOf(weights));

function isFitted(regime: Regime): boolean {
  return options.only === undefined || options.only === regime;
}

function startOf(regime: Regime): Weights {
  return isFitted(regime) ? startWeights() : FITTED_WEIGHTS[regime];
}

function fitted(all: readonly Example[]): FittedWeights {
  const of = (regime: Regime) => (isFitted(regime) ? fitRegime(all, regime) : FITTED_WEIGHTS[regime]);
  return { alone: of('alone'), following: of('following') };
}

function startWeights(): Weights {
  return weightsOf(FEATURES.map((feature) => (feature === 'bm25' ? 10 : feature === 'next' ? 1 : 0)));
}

function weightsOf(values: readonly number[]): Weights {
  return Object.fromEntries(FEATURES.map((feature, index) => [feature, values[index] ?? 0])) as Record<
    Feature,
    number
  >;
}

function examplesOf(document: SetDocument, passages: Passages, current: FittedWeights): readonly Example[] {
  const turns = replay(document, passages, (question, before) =>
    firstOfHighest(scoresOf(featuresOf(question, passages, before), weightsFor(before, current))),
  );
  return turns.flatMap(({ question, before }): Example[] => {
    if (question.gold_sents.length === 0) return [];
    const columns = featuresOf(question.text, passages, before);
    const rows = passages.all.map((_, at) =>
      Float64Array.from(FEATURES, (feature) =>
        (before ? OF_FIRST_QUESTIONS : OF_CONVERSATIONS).has(feature) ? 0 : (columns[feature][at] ?? 0),
      ),
    );
    return [
      {
        regime: before ? 'following' : 'alone',
        fold: foldOf(document.doc_id),
        rows,
        gold: new Set(question.gold_sents),
      },
    ];
  });
}

function fitRegime(all: readonly Example[], regime: Regime): Weights {
  const chosen = all.filter((example) => example.regime === regime);
  const values = FEATURES.map((feature) => startWeights()[feature]);
  const mean = values.map(() => 0);
  const square = values.map(() => 0);
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    const gradient = new Float64Array(FEATURES.length);
    for (const example of chosen) addGradient(gradient, example, values);
    for (let k = 0; k < values.length; k++) {
      const g = (gradient[k] ?? 0) / Math.max(1, chosen.length) - PENALTY[regime] * (values[k] ?? 0);
      mean[k] = 0.9 * (mean[k] ?? 0) + 0.1 * g;
      square[k] = 0.99 * (square[k] ?? 0) + 0.01 * g * g;
      const step = (mean[k] ?? 0) / (1 - 0.9 ** epoch);
      const scale = Math.sqrt((square[k] ?? 0) / (1 - 0.99 ** epoch)) + 1e-8;
      values[k] = (values[k] ?? 0) + (LEARNING_RATE * step) / scale;
    }
  }
  return weightsOf(values);
}

/** Adds the slope of the log likelihood that one of the marked sentences is chosen. */
function addGradient(gradient: Float64Array, { rows, gold }: Example, values: readonly number[]): void {
  const scores = rows.map((row) => dot(row, values));
  const highest = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - highest));
  const all = odds.reduce((sum, odd) => sum + odd, 0);
  const good = odds.reduce((sum, odd, index) => sum + (gold.has(index) ? odd : 0), 0);
  if (good === 0) return;
  rows.forEach((row, index) => {
    const odd = odds[index] ?? 0;
    const share = (gold.has(index) ? odd / good : 0) - odd / all;
    if (Math.abs(share) > 1e-6)
      row.forEach((value, k) => {
        gradient[k] = (gradient[k] ?? 0) + share * value;
      });
  });
}

function dot(row: Float64Array, values: readonly number[]): number {
  return row.reduce((sum, value, index) => sum + value * (values[index] ?? 0), 0);
}

function hitRate(all: readonly Example[], weightsOfExample: (example: Example) => FittedWeights): number {
  const hits = all.filter((example) => {
    const current = weightsOfExample(example)[example.regime];
    const values = FEATURES.map((feature) => current[feature]);
    return example.gold.has(firstOfHighest(example.rows.map((row) => dot(row, values))));
  });
  return hits.length / all.length;
}

function firstOfHighest(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

function foldOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hash % FOLDS;
}

function format(share: number): string {
  return share.toFixed(3);
}

function sourceOf({ alone, following }: FittedWeights): string {
  const lines = (values: Weights) =>
    FEATURES.map((feature) => `    ${feature}: ${Number(values[feature].toFixed(2))},`).join('\n');
  return `import type { Feature } from './features.ts';

/**
 * How much each feature of a statement counts. Written by \`npm run fit\` (eval/fit.ts), which tells how and from
 * what; change the recipe, not the numbers.
 * \`alone\`: a question without a conversation before it. \`following\`: one within a conversation, where words
 * count less, since half of what is meant was said before, and nearness to what was cited counts instead.
 */
export const FITTED_WEIGHTS: Readonly<Record<'alone' | 'following', Readonly<Record<Feature, number>>>> = {
  alone: {
${lines(alone)}
  },
  following: {
${lines(following)}
  },
};
`;
}
