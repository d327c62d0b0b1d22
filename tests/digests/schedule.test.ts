import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latestSlot, nextSlot, nextSlots } from '../../src/digests/schedule.ts';
import { type Schedule, WEEKDAYS } from '../../src/digests/subscription.ts';
import { anyDays, anyMinute, anyPlace, replayable, scheduleAt } from './any-schedule.ts';
import { naiveSlots } from './naive-calendar.ts';

function daily(time: string, zone: string): Schedule {
  return { days: [...WEEKDAYS], time, zone };
}

function next(schedule: Schedule, after: string, count = 1): readonly string[] {
  return nextSlots(schedule, Temporal.Instant.from(after), count).map((slot) =>
    slot.toZonedDateTimeISO(schedule.zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' }),
  );
}

describe('the next slot', () => {
  test('is at the local time on the next of its days', () => {
    const mondays: Schedule = { days: [1], time: '08:00', zone: 'Asia/Muscat' };
    expect(next(mondays, '2026-02-05T00:00Z', 2)).toEqual([
      '2026-02-09T08:00+04:00',
      '2026-02-16T08:00+04:00',
    ]);
  });

  test('is after the instant, never at it', () => {
    expect(next(daily('08:00', 'UTC'), '2026-02-05T08:00Z')).toEqual(['2026-02-06T08:00+00:00']);
    expect(next(daily('08:00', 'UTC'), '2026-02-05T07:59:59Z')).toEqual(['2026-02-05T08:00+00:00']);
  });

  test('keeps the local time over a change of the clocks', () =>
    expect(next(daily('08:00', 'Europe/London'), '2026-03-27T12:00Z', 2)).toEqual([
      '2026-03-28T08:00+00:00',
      '2026-03-29T08:00+01:00',
    ]));

  test('a skipped time runs at the first moment after the gap', () =>
    expect(next(daily('02:30', 'America/New_York'), '2026-03-07T12:00Z', 2)).toEqual([
      '2026-03-08T03:00-04:00',
      '2026-03-09T02:30-04:00',
    ]));

  test('midnight, where the clocks skip it, is the first moment of the day', () =>
    expect(next(daily('00:00', 'Asia/Beirut'), '2026-03-28T12:00Z')).toEqual(['2026-03-29T01:00+03:00']));

  test('a repeated time runs once, the first time', () =>
    expect(next(daily('01:30', 'America/New_York'), '2026-10-31T12:00Z', 2)).toEqual([
      '2026-11-01T01:30-04:00',
      '2026-11-02T01:30-05:00',
    ]));

  test('a day that a place skipped runs where the next begins, once', () => {
    // Samoa had no 30 December 2011.
    expect(next(daily('00:00', 'Pacific/Apia'), '2011-12-29T12:00Z', 2)).toEqual([
      '2011-12-31T00:00+14:00',
      '2012-01-01T00:00+14:00',
    ]);
    const fridays: Schedule = { days: [5], time: '08:00', zone: 'Pacific/Apia' };
    expect(next(fridays, '2011-12-29T12:00Z')).toEqual(['2011-12-31T00:00+14:00']);
  });

  test('29 February is a day like any other', () =>
    expect(next(daily('08:00', 'UTC'), '2028-02-28T09:00Z', 2)).toEqual([
      '2028-02-29T08:00+00:00',
      '2028-03-01T08:00+00:00',
    ]));
});

describe('every slot, by calendar arithmetic and by watching the clock on the wall', () => {
  const HOUR = 3_600_000;

  test('the same', () => {
    fc.assert(
      fc.property(anyPlace, anyDays, anyMinute, (place, days, minute) => {
        const schedule = scheduleAt(place, days, minute);
        const end = place.at + 72 * HOUR;
        const slots: number[] = [];
        for (let at = Temporal.Instant.fromEpochMilliseconds(place.at); ; ) {
          const slot = nextSlot(schedule, at);
          expect(Temporal.Instant.compare(latestSlot(schedule, slot), slot)).toBe(0);
          if (slot.epochMilliseconds > end) break;
          slots.push(slot.epochMilliseconds);
          at = slot;
        }
        expect(slots).toEqual(naiveSlots(schedule, place.at, end));
      }),
      replayable(2000),
    );
  });
});
