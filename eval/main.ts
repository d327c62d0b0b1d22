/**
 * Measures answers on question sets: `npm run eval -- FILE.jsonl … [--json] [--gold-history] [--vectors]`.
 * With `--vectors` meaning counts as well, as EMBEDDING_BASE_URL and EMBEDDING_MODEL have it.
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { COVERED, confidenceOf } from '../src/answers/coverage/coverage.ts';
import type { Before } from '../src/answers/retrieval/features.ts';
import { type Passages, preparePassages } from '../src/answers/retrieval/passages.ts';
import { type Scores, scorePassages } from '../src/answers/retrieval/rank.ts';
import { WEIGHTS } from '../src/answers/retrieval/weights.ts';
import { standingOut } from '../src/answers/vectors/meaning.ts';
import { createStatementIndex } from '../src/search/statement-index.ts';
import { type Measures, measure, type Outcome } from './measures.ts';
import { nearnessOf } from './nearness.ts';
import { createProgress } from './progress.ts';
import { readQuestionSet, type SetDocument, type SetQuestion, statementsOfDocument } from './question-set.ts';
import { replay } from './replay.ts';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    'gold-history': { type: 'boolean' },
    vectors: { type: 'boolean' },
  },
});
if (files.length === 0) {
  console.error('expected question sets: npm run eval -- FILE.jsonl … [--json] [--gold-history] [--vectors]');
  process.exit(1);
}

interface FileResult extends Measures {
  readonly file: string;
  /** Milliseconds to index and prepare all documents of the file. */
  readonly indexing: number;
}

const sets = files.map((file) => ({ file, documents: readQuestionSet(file) }));
const total = sets.reduce((sum, { documents }) => sum + documents.flatMap((d) => d.questions).length, 0);
const progress = createProgress(total, process.stderr);
let done = 0;
const nearness = options.vectors ? await nearnessOf(sets.flatMap(({ documents }) => documents)) : undefined;
const results = sets.map(({ file, documents }) => evaluateFile(file, documents));
progress(total, '');
console.log(options.json ? JSON.stringify(results, undefined, 2) : table(results));

function evaluateFile(file: string, documents: readonly SetDocument[]): FileResult {
  const began = performance.now();
  const index = createStatementIndex();
  const prepared = documents.map((document) => {
    const statements = statementsOfDocument(document);
    index.put(document.doc_id, statements);
    return { document, passages: preparePassages(statements) };
  });
  const indexing = performance.now() - began;
  const outcomes = prepared.flatMap(({ document, passages }) =>
    replay(
      document,
      passages,
      (text, before) =>
        bestFirst(withMeaning(scorePassages(text, passages, before), text, passages, before))[0] ?? 0,
      options['gold-history'],
    ).map(({ question, before }) => {
      done += 1;
      progress(done, basename(file));
      return outcomeOf(question, passages, before);
    }),
  );
  return { file: basename(file, '.jsonl'), ...measure(outcomes), indexing };
}

function outcomeOf(question: SetQuestion, passages: Passages, before: Before | undefined): Outcome {
  const began = performance.now();
  const scores = scorePassages(question.text, passages, before);
  // As in answers: meaning chooses among statements, words decide whether any of them answers.
  const byWords = bestFirst(scores.map(({ words }) => words));
  const confidence = confidenceOf(question.text, passages, byWords[0] ?? 0, before);
  const ranked = bestFirst(withMeaning(scores, question.text, passages, before));
  const milliseconds = performance.now() - began;
  const ranks = question.gold_sents.map((sentence) => ranked.indexOf(sentence) + 1).filter((at) => at > 0);
  return {
    rank: ranks.length === 0 ? undefined : Math.min(...ranks),
    answerable: question.answerable,
    confidence,
    answered: confidence >= COVERED,
    milliseconds,
  };
}

function withMeaning(
  scores: readonly Scores[],
  question: string,
  passages: Passages,
  before: Before | undefined,
): readonly number[] {
  const standing = nearness && !before ? standingOut(nearness(question, passages)) : [];
  return scores.map(({ words, meaning }, at) => words + meaning + WEIGHTS.meaning * (standing[at] ?? 0));
}

/** Positions of all statements, best first; of equals the earlier first. */
function bestFirst(scores: readonly number[]): readonly number[] {
  return scores.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

function table(rows: readonly FileResult[]): string {
  const columns: readonly (readonly [string, (row: FileResult) => string])[] = [
    ['set', (row) => row.file],
    ['questions', (row) => String(row.questions)],
    ['scorable', (row) => String(row.scorable)],
    ['hit@1', (row) => share(row.hit1)],
    ['hit@3', (row) => share(row.hit3)],
    ['MRR', (row) => share(row.mrr)],
    ['AUROC', (row) => share(row.auroc)],
    ['answered', (row) => share(row.answered)],
    ['refused', (row) => share(row.refused)],
    ['p50 ms', (row) => row.p50.toFixed(2)],
    ['p99 ms', (row) => row.p99.toFixed(2)],
    ['index ms', (row) => row.indexing.toFixed(0)],
  ];
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, value]) => value(row)))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

function share(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3).replace(/^0/, '');
}
