import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSlots as planWithin, type Scheduled } from '../../src/digests/delivery/plan.ts';
import { nextSlot } from '../../src/digests/schedule.ts';
import { WEEKDAYS } from '../../src/digests/subscription.ts';
import { anyDays, anyMinute, anyPlace, replayable, scheduleAt } from './any-schedule.ts';
import { naiveSlots } from './naive-calendar.ts';

const GRACE = Temporal.Duration.from({ hours: 6 });
const planSlots = (subscriptions: readonly Scheduled[], now: Temporal.Instant) =>
  planWithin(subscriptions, now, GRACE);

const slot = Temporal.Instant.from('2026-02-05T04:00Z');
const daily: Scheduled = {
  id: 1,
  schedule: { days: [...WEEKDAYS], time: '08:00', zone: 'Asia/Muscat' },
  nextAt: slot,
};
const tomorrow = slot.add({ hours: 24 });

describe('a subscription', () => {
  test('whose time has not come has no plan', () =>
    expect(planSlots([daily], slot.subtract({ seconds: 1 }))).toEqual([]));

  test('is sent at its slot, and planned for the next', () =>
    expect(planSlots([daily], slot)).toEqual([
      { subscription: 1, due: { slot, verdict: 'send' }, nextAt: tomorrow },
    ]));

  test('is sent late within the grace period, and not after', () => {
    expect(planSlots([daily], slot.add({ hours: 6 }))).toMatchObject([{ due: { slot, verdict: 'send' } }]);
    expect(planSlots([daily], slot.add({ hours: 6, seconds: 1 }))).toMatchObject([
      { due: { slot, verdict: 'missed' } },
    ]);
  });

  test('gets the latest slot only, however long nobody asked', () => {
    const now = slot.add({ hours: 24 * 30 + 1 });
    expect(planSlots([daily], now)).toEqual([
      {
        subscription: 1,
        due: { slot: slot.add({ hours: 24 * 30 }), verdict: 'send' },
        nextAt: slot.add({ hours: 24 * 31 }),
      },
    ]);
  });

  test('that a wrong clock planned years ahead is planned anew', () => {
    const lost = { ...daily, nextAt: Temporal.Instant.from('2031-01-01T04:00Z') };
    expect(planSlots([lost], slot.add({ hours: 1 }))).toEqual([{ subscription: 1, nextAt: tomorrow }]);
  });
});

test('whenever the clock is looked at, each slot is planned at most once, and none is overlooked while it runs on', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 40 * 60 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, (minutes) => {
      const seen: string[] = [];
      let { nextAt } = daily;
      let now = slot;
      for (const minute of minutes) {
        now = now.add({ minutes: minute });
        const [plan] = planSlots([{ ...daily, nextAt }], now);
        if (plan?.due) {
          expect(Temporal.Instant.compare(plan.due.slot, now)).toBeLessThanOrEqual(0);
          const late = Temporal.Instant.compare(plan.due.slot.add(GRACE), now) < 0;
          expect(plan.due.verdict).toBe(late ? 'missed' : 'send');
          seen.push(plan.due.slot.toString());
        }
        nextAt = plan?.nextAt ?? nextAt;
        expect(nextAt).toEqual(nextSlot(daily.schedule, now));
      }
      expect(new Set(seen).size).toBe(seen.length);
    }),
  );
});

describe('whatever the zone, the rules, the days and the moments at which the clock is looked at', () => {
  const HOUR = 3_600_000;
  const WINDOW = 96 * HOUR;
  const looks = fc.array(fc.integer({ min: 1, max: WINDOW / 60_000 }), { minLength: 1, maxLength: 5 });
  const subscriptions = fc.array(fc.record({ place: anyPlace, days: anyDays, minute: anyMinute }), {
    minLength: 1,
    maxLength: 3,
  });

  test('the plans are those of somebody who watches the clock on each wall', () => {
    fc.assert(
      fc.property(subscriptions, looks, ([first, ...others], moments) => {
        if (!first) return;
        const from = first.place.at;
        const end = from + WINDOW;
        const watched = [first, ...others].flatMap(({ place, days, minute }, index) => {
          const schedule = scheduleAt(place, days, minute);
          const slots = naiveSlots(schedule, from, end);
          const [next] = slots;
          return next === undefined
            ? []
            : [{ id: index + 1, schedule, slots, nextAt: Temporal.Instant.fromEpochMilliseconds(next) }];
        });
        let current = watched;
        for (const minutes of new Set(moments.toSorted((a, b) => a - b))) {
          const at = from + minutes * 60_000;
          const plans = planSlots(current, Temporal.Instant.fromEpochMilliseconds(at));
          const expected = current.flatMap(({ id, slots, nextAt }) => {
            const due = slots.findLast((slot) => slot <= at && slot >= nextAt.epochMilliseconds);
            if (due === undefined) return [];
            const next = slots.find((slot) => slot > at);
            return [{ id, due, verdict: at - due <= 6 * HOUR ? 'send' : 'missed', next }];
          });
          expect(
            plans.map(({ subscription, due, nextAt }) => ({
              id: subscription,
              due: due?.slot.epochMilliseconds,
              verdict: due?.verdict,
              // Beyond what was watched, only that it lies beyond is known.
              next: nextAt.epochMilliseconds > end ? undefined : nextAt.epochMilliseconds,
            })),
          ).toEqual(expected);
          const planned = new Map(plans.map(({ subscription, nextAt }) => [subscription, nextAt]));
          current = current.map((item) => ({ ...item, nextAt: planned.get(item.id) ?? item.nextAt }));
        }
      }),
      replayable(1000),
    );
  });
});
