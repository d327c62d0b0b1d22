import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyPause } from '../../../src/platforms/discord/connection/identify-budget.ts';

const HOUR = 3_600_000;

describe('identifying', () => {
  it('waits for nothing while there are few', () => {
    expect(identifyPause([], 0, 20)).toBe(0);
    expect(identifyPause([1, 2, 3], 4, 20)).toBe(0);
  });

  it('waits until the first of an hour’s allowance is an hour ago', () => {
    expect(identifyPause([10, 20, 30], 100, 3)).toBe(10 + HOUR - 100);
    expect(identifyPause([10, 20, 30], 10 + HOUR, 3)).toBe(0);
  });

  it('stays within half of Discord’s thousand a day, however often sessions end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 1, maxLength: 300 }),
        (sessionLengths) => {
          const made: number[] = [];
          let now = 0;
          for (let index = 0; now < 24 * HOUR; index += 1) {
            now += identifyPause(made, now, 20);
            made.push(now);
            now += 5000 + (sessionLengths[index % sessionLengths.length] ?? 0);
          }
          expect(made.filter((at) => at < 24 * HOUR).length).toBeLessThanOrEqual(500);
        },
      ),
      { numRuns: 50 },
    );
  });
});
