import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Allowance } from '../../src/dispatch/question-limits.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { silent, stores, type TemporaryLocation } from '../contracts/stores.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');
const later = (milliseconds: number) => NOON.add({ milliseconds });

describe.each(stores)('the pace of questions that processes share, on $name', ({ locate }) => {
  let place: TemporaryLocation;
  let one: Store;
  let other: Store;
  beforeEach(async () => {
    place = await locate();
    one = await openStore({ location: place.location, log: silent });
    other = await openStore({ location: place.location, log: silent });
  });
  afterEach(async () => {
    await Promise.all([one.close(), other.close()]);
    await place.remove();
  });

  const person = (perMinute: number, key = 'ada'): Allowance => ({ key, perMinute });

  /** How many of `count` questions at once are let through, half of them by each process. */
  async function taken(allowances: readonly Allowance[], count: number, at = NOON): Promise<number> {
    const asked = Array.from({ length: count }, (_, index) =>
      (index % 2 === 0 ? one : other).questionPace.take(allowances, at),
    );
    return (await Promise.all(asked)).filter((refusal) => refusal === undefined).length;
  }

  test('allows what one alone would, however many are asked at once', async () => {
    expect(await taken([person(20)], 50)).toBe(20);
    expect(await other.questionPace.take([person(20)], NOON)).toEqual({ key: 'ada', milliseconds: 3_000 });
    expect(await other.questionPace.take([person(20)], later(1_000))).toEqual({
      key: 'ada',
      milliseconds: 2_000,
    });
    expect(await taken([person(20)], 4, later(6_000))).toBe(2);
    expect(await taken([person(20)], 50, later(600_000))).toBe(20);
  });

  test('takes from all allowances or from none', async () => {
    const channel = person(3, 'channel');
    expect(await taken([person(2), channel], 10)).toBe(2);
    expect(await one.questionPace.take([person(1, 'bob'), channel], NOON)).toBeUndefined();
    expect(await one.questionPace.take([person(1, 'eve'), channel], NOON)).toMatchObject({ key: 'channel' });
    expect(await one.questionPace.take([person(1, 'eve')], NOON)).toBeUndefined();
  });

  test('keeps nobody waiting for longer than a minute after a clock was set back', async () => {
    await taken([person(5)], 5, later(3_600_000));
    expect(await one.questionPace.take([person(5)], NOON)).toEqual({ key: 'ada', milliseconds: 12_000 });
    expect(await taken([person(5)], 9, later(60_000))).toBe(5);
  });

  test('forgets those who may ask as much as ever', async () => {
    await taken([person(5)], 1);
    await one.prune(later(60_000));
    expect(await taken([person(5)], 9, NOON)).toBe(5);
  });

  test('lets no minute see more than twice the rate, whatever the pauses', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.integer({ min: -5_000, max: 20_000 }), { maxLength: 60 }),
        async (rate, pauses) => {
          count += 1;
          let now = 0;
          let latest = 0;
          const times: number[] = [];
          for (const [index, pause] of pauses.entries()) {
            now += pause;
            latest = Math.max(latest, now);
            const { questionPace } = index % 2 === 0 ? one : other;
            if (!(await questionPace.take([person(rate, `ada ${count}`)], later(now)))) times.push(latest);
          }
          for (const start of times)
            expect(times.filter((time) => time >= start && time < start + 60_000).length).toBeLessThanOrEqual(
              2 * rate,
            );
        },
      ),
      { numRuns: 20 },
    );
  });
});
