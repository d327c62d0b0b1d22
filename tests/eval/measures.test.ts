import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auroc, measure } from '../../eval/measures.ts';

test('AUROC is the share of pairs in the right order, ties counted half', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }),
      (positives, negatives) => {
        const pairs = positives.flatMap((p) => negatives.map((n): number => (p > n ? 1 : p === n ? 0.5 : 0)));
        const expected = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
        expect(auroc(positives, negatives)).toBeCloseTo(expected, 10);
      },
    ),
  );
});

test('hits count ranks, and only where something is marked', () => {
  const outcome = { answerable: true, confidence: 1, answered: true, milliseconds: 1 };
  const measures = measure([
    { ...outcome, rank: 1 },
    { ...outcome, rank: 3 },
    { ...outcome, rank: undefined, answerable: false, answered: false },
  ]);
  expect(measures).toMatchObject({ questions: 3, scorable: 2, hit1: 0.5, hit3: 1, answered: 1, refused: 1 });
  expect(measures.mrr).toBeCloseTo(2 / 3);
});
