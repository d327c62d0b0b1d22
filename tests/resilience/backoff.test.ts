import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff } from '../../src/resilience/backoff.ts';

const PAUSES = { first: 5_000, longest: 600_000 };

test('waits grow to a limit, and differ', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, chance) => {
        const wait = backoff(attempt, PAUSES, chance);
        expect(wait).toBeGreaterThanOrEqual(2_500);
        expect(wait).toBeLessThanOrEqual(600_000);
        expect(backoff(attempt + 1, PAUSES, chance)).toBeGreaterThanOrEqual(wait);
      },
    ),
  );
  expect(backoff(1, PAUSES, 0)).not.toBe(backoff(1, PAUSES, 0.9));
});
