import { describe, expect, test } from 'vitest';
import { targets } from '../../fuzz/targets.ts';
import { seed } from '../seed.ts';

/** In all; each target has its share of them. */
const CASES = 500;

describe('no input crashes the program, hangs it, or makes it send an invalid message', () => {
  test.each(targets)('$what', { timeout: 120_000 }, async (target) => {
    const cases = Math.ceil((CASES * target.share) / 100);
    const { failure, cases: done } = await target.run({ seed, cases });
    expect(failure).toBeUndefined();
    expect(done).toBe(cases);
  });

  test('each has its share of the cases', () => {
    expect(targets.reduce((sum, { share }) => sum + share, 0)).toBe(100);
  });
});
