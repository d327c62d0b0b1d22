import fc from 'fast-check';
import { type Schedule, WEEKDAYS, type Weekday } from '../../src/digests/subscription.ts';

const HOUR = 3_600_000;
const FIRST = Date.UTC(1975, 0, 1);
const LAST = Date.UTC(2037, 11, 1);

/** A zone and a moment, with the change of its clocks or rules that comes next, where the moment was chosen for it. */
export interface AnyPlace {
  readonly zone: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly change?: Temporal.ZonedDateTime;
}

const anywhere = fc.record({
  zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
  at: fc.integer({ min: FIRST, max: LAST }),
});

/** Just before a change of the clocks or of the rules, where there is one. */
const nearChange = anywhere.map(({ zone, at }): AnyPlace => {
  const change = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next');
  return change && change.epochMilliseconds < LAST
    ? { zone, at: change.epochMilliseconds - 30 * HOUR, change }
    : { zone, at };
});

const nearLeapDay = anywhere.map(({ zone, at }): AnyPlace => {
  const year = 1976 + 4 * (Math.floor(at / HOUR) % 15);
  return { zone, at: Date.UTC(year, 1, 28) };
});

export const anyPlace: fc.Arbitrary<AnyPlace> = fc.oneof(anywhere, nearChange, nearChange, nearLeapDay);

export const anyDays = fc.subarray([...WEEKDAYS], { minLength: 1 });

/** A minute of the day; `atChange` asks for one within the hour or so that the clocks jump over or repeat. */
export const anyMinute = fc.record({
  minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  atChange: fc.boolean(),
});

export function scheduleAt(
  { zone, change }: AnyPlace,
  days: Weekday[],
  { minute, atChange }: { readonly minute: number; readonly atChange: boolean },
): Schedule {
  const base = atChange && change ? change.hour * 60 + (minute % 150) - 90 : minute;
  const wanted = (base + 24 * 60) % (24 * 60);
  const time = [Math.floor(wanted / 60), wanted % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return { days, time, zone };
}

/** `TEST_RUNS` makes more cases, and `TEST_PATH` with `TEST_SEED` repeats the one a failure printed. */
export function replayable(numRuns: number): fc.Parameters<unknown> {
  const { TEST_RUNS, TEST_PATH } = process.env;
  return {
    numRuns: Number(TEST_RUNS ?? numRuns),
    ...(TEST_PATH === undefined ? {} : { path: TEST_PATH }),
  };
}
