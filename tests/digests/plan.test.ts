import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_GRACE, planSlots, type Scheduled } from '../../src/digests/plan.ts';
import { nextSlot } from '../../src/digests/schedule.ts';
import { WEEKDAYS } from '../../src/digests/subscription.ts';

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
          const late = Temporal.Instant.compare(plan.due.slot.add(DEFAULT_GRACE), now) < 0;
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
