import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSESS_EVERY,
  assess,
  beginWatch,
  difference,
  type Signs,
  type Watch,
} from '../../../src/ops/health/watchdog.ts';

const start = Temporal.Instant.from('2026-02-05T08:00:00Z');
const at = (seconds: number) => start.add({ milliseconds: Math.round(seconds * 1000) });

const fine: Signs = { storeAnswers: true, platforms: [] };

/** Looks every ten seconds from `from` to `until`; `signs` tells what there is to see then. */
function lookOn(watch: Watch, from: number, until: number, signs: (second: number) => Signs): Watch {
  let last = watch;
  for (let second = from; second <= until; second += ASSESS_EVERY)
    last = assess(last, signs(second), at(second));
  return last;
}

const connected = (aliveAt: Temporal.Instant): Signs => ({
  storeAnswers: true,
  platforms: [{ name: 'slack', state: 'connected', aliveAt }],
});

describe('the watchdog', () => {
  test('sees nothing while all is well', () => {
    const watch = lookOn(beginWatch(start), 0, 3600, (second) => ({
      ...connected(at(second - 20)),
      tickedAt: at(second - 50),
    }));
    expect(watch.troubles).toEqual([]);
  });

  test('a connection that shows no life is alarming after three minutes, and stuck after a quarter of an hour', () => {
    const silent = () => connected(start);
    expect(lookOn(beginWatch(start), 0, 170, silent).troubles).toEqual([]);
    const alarming = { alert: 'connection-silent', platform: 'slack', since: start, alarming: true };
    expect(lookOn(beginWatch(start), 0, 180, silent).troubles).toEqual([{ ...alarming, stuck: false }]);
    expect(lookOn(beginWatch(start), 0, 890, silent).troubles).toEqual([{ ...alarming, stuck: false }]);
    expect(lookOn(beginWatch(start), 0, 900, silent).troubles).toEqual([{ ...alarming, stuck: true }]);
  });

  test('a platform that comes to us is never silent', () => {
    const watch = lookOn(beginWatch(start), 0, 36_000, () => ({
      storeAnswers: true,
      platforms: [{ name: 'web', state: 'connected' }],
    }));
    expect(watch.troubles).toEqual([]);
  });

  test('ticks that stopped are alarming after three minutes, and stuck after ten', () => {
    const signs = () => ({ ...fine, tickedAt: start });
    expect(lookOn(beginWatch(start), 0, 180, signs).troubles).toMatchObject([
      { alert: 'ticks-stopped', since: start, alarming: true, stuck: false },
    ]);
    expect(lookOn(beginWatch(start), 0, 600, signs).troubles).toMatchObject([{ stuck: true }]);
  });

  test('before digests are looked after no tick is missed', () => {
    expect(lookOn(beginWatch(start), 0, 3600, () => fine).troubles).toEqual([]);
  });

  test.each(['starting', 'disconnected'] as const)(
    'a platform that stays %s is alarming after two minutes, and never a reason to end',
    (state) => {
      const signs = (second: number): Signs => ({
        storeAnswers: true,
        platforms: [{ name: 'discord', state, aliveAt: at(second) }],
      });
      expect(lookOn(beginWatch(start), 0, 110, signs).troubles).toMatchObject([{ alarming: false }]);
      expect(lookOn(beginWatch(start), 0, 36_000, signs).troubles).toEqual([
        { alert: 'platform-disconnected', platform: 'discord', since: start, alarming: true, stuck: false },
      ]);
    },
  );

  test('attempts to connect again show life; a loop that makes none is stuck', () => {
    const watch = lookOn(beginWatch(start), 0, 900, () => ({
      storeAnswers: true,
      platforms: [{ name: 'discord', state: 'disconnected', aliveAt: start }],
    }));
    expect(watch.troubles).toMatchObject([
      { alert: 'platform-disconnected', stuck: false },
      { alert: 'connection-silent', stuck: true },
    ]);
  });

  test('a store that is away is alarming after half a minute, and never a reason to end', () => {
    const away = () => ({ ...fine, storeAnswers: false });
    expect(lookOn(beginWatch(start), 0, 20, away).troubles).toMatchObject([{ alarming: false }]);
    expect(lookOn(beginWatch(start), 0, 30, away).troubles).toMatchObject([{ alarming: true }]);
    expect(lookOn(beginWatch(start), 0, 36_000, away).troubles).toMatchObject([{ stuck: false }]);
  });

  test('a trouble that was over begins anew', () => {
    const watch = lookOn(beginWatch(start), 0, 40, (second) => ({ ...fine, storeAnswers: second === 20 }));
    expect(watch.troubles).toMatchObject([{ alert: 'store-unavailable', since: at(30), alarming: false }]);
  });

  test('what begins and what ends to be alarming is told once', () => {
    const before = lookOn(beginWatch(start), 0, 20, () => ({ ...fine, storeAnswers: false }));
    const alarming = assess(before, { ...fine, storeAnswers: false }, at(30));
    const still = assess(alarming, { ...fine, storeAnswers: false }, at(40));
    const over = assess(still, fine, at(50));
    expect(difference(before, alarming)).toMatchObject({
      raised: [{ alert: 'store-unavailable' }],
      ended: [],
    });
    expect(difference(alarming, still)).toEqual({ raised: [], ended: [] });
    expect(difference(still, over)).toMatchObject({ raised: [], ended: [{ alert: 'store-unavailable' }] });
  });

  test('a machine that slept has not been silent: everything gets its time anew', () => {
    const before = lookOn(beginWatch(start), 0, 100, () => ({ ...connected(start), tickedAt: start }));
    const woken = assess(before, { ...connected(start), tickedAt: start }, at(8 * 3600));
    expect(woken.troubles).toEqual([]);
    const signs = () => ({ ...connected(start), tickedAt: start });
    expect(lookOn(woken, 8 * 3600 + 10, 8 * 3600 + 170, signs).troubles).toEqual([]);
    expect(lookOn(woken, 8 * 3600 + 10, 8 * 3600 + 180, signs).troubles).toHaveLength(2);
  });

  test('a clock that is set back raises nothing, and hides nothing for longer than the patience', () => {
    const before = lookOn(beginWatch(start), 0, 100, () => connected(start));
    const back = assess(before, connected(start), at(-3600));
    expect(back.troubles).toEqual([]);
    const watch = lookOn(back, -3590, -3600 + 900, () => connected(start));
    expect(watch.troubles).toMatchObject([{ alert: 'connection-silent', stuck: true }]);
  });

  test('whatever it sees, it never calls stuck what has lasted less than ten minutes of looking', () => {
    const sign = fc.record({
      storeAnswers: fc.boolean(),
      state: fc.constantFrom('starting', 'connected', 'disconnected', 'stopped'),
      age: fc.option(fc.integer({ min: -7200, max: 7200 }), { nil: undefined }),
      tickAge: fc.option(fc.integer({ min: -7200, max: 7200 }), { nil: undefined }),
      step: fc.constantFrom(1, 10, 10, 10, 59, 61, 4000, -4000),
    });
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 50 }), (seen) => {
        let watch = beginWatch(start);
        let second = 0;
        let unbroken = 0;
        for (const { storeAnswers, state, age, tickAge, step } of seen) {
          second += step;
          unbroken = step < 0 || step >= 60 ? 0 : unbroken + step;
          watch = assess(
            watch,
            {
              storeAnswers,
              platforms: [
                { name: 'slack', state, ...(age === undefined ? {} : { aliveAt: at(second - age) }) },
              ],
              ...(tickAge === undefined ? {} : { tickedAt: at(second - tickAge) }),
            },
            at(second),
          );
          if (unbroken < 600) expect(watch.troubles.filter(({ stuck }) => stuck)).toEqual([]);
        }
      }),
    );
  });
});
