import { expect, test } from 'vitest';
import { DIMENSIONS, wordEmbeddings } from '../../src/answers/language/word-embeddings.ts';

const STEMS = ['talk', 'negoti', 'war', 'peac', 'iran', 'oman', 'ship', 'river', 'vote', 'elect'];

const embeddings = wordEmbeddings();
const rows = STEMS.flatMap((stem) => embeddings.rowOf(stem) ?? []);

/** A row of length 1. */
function vectorOf(row: number): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  embeddings.add(vector, row, 1);
  return vector;
}

function toldOf(asked: readonly number[], least: number): ReadonlyMap<string, number> {
  const told = new Map<string, number>();
  embeddings.alike(asked, Int32Array.from(rows), least, (one, other, cosine) =>
    told.set(`${asked[one]} ${rows[other]}`, cosine),
  );
  return told;
}

test('all of these stems are known', () => {
  expect(rows).toHaveLength(STEMS.length);
});

test('rows compared together have the cosines of their vectors', () => {
  const told = toldOf(rows, -1);
  expect(told.size).toBe(rows.length ** 2);
  for (const one of rows)
    for (const other of rows) {
      const [a, b] = [vectorOf(one), vectorOf(other)];
      const cosine = a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
      expect(told.get(`${one} ${other}`)).toBeCloseTo(cosine, 5);
    }
});

test('a row has the same cosines alone as among others', () => {
  const together = toldOf(rows, -1);
  for (const row of rows)
    for (const [pair, cosine] of toldOf([row], -1)) expect(together.get(pair)).toBe(cosine);
});

test('only what is above the least cosine is told', () => {
  const told = [...toldOf(rows, 0.4).values()];
  expect(told.length).toBeLessThan(rows.length ** 2);
  expect(Math.min(...told)).toBeGreaterThan(0.4);
  const related = `${embeddings.rowOf('vote')} ${embeddings.rowOf('elect')}`;
  expect(toldOf(rows, 0.4).has(related)).toBe(true);
});
