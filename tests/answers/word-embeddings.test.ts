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
  for (const row of asked)
    embeddings.alike(row, Int32Array.from(rows), least, (place, cosine) =>
      told.set(`${row} ${rows[place]}`, cosine),
    );
  return told;
}

test('all of these stems are known', () => {
  expect(rows).toHaveLength(STEMS.length);
});

test('rows have the cosines of their vectors', () => {
  const told = toldOf(rows, -1);
  expect(told.size).toBe(rows.length ** 2);
  for (const one of rows)
    for (const other of rows) {
      const [a, b] = [vectorOf(one), vectorOf(other)];
      const cosine = a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
      expect(told.get(`${one} ${other}`)).toBeCloseTo(cosine, 5);
    }
});

test('only what is above the least cosine is told', () => {
  const told = [...toldOf(rows, 0.4).values()];
  expect(told.length).toBeLessThan(rows.length ** 2);
  expect(Math.min(...told)).toBeGreaterThan(0.4);
  const related = `${embeddings.rowOf('vote')} ${embeddings.rowOf('elect')}`;
  expect(toldOf(rows, 0.4).has(related)).toBe(true);
});
