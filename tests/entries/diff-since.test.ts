import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSince } from '../../src/entries/revisions/since.ts';

const NEW_YORK = 'America/New_York';
/** A Thursday, half past four in the morning in New York. */
const now = Temporal.Instant.from('2026-02-05T09:30:00Z');

describe('words that name a time, read in New York', () => {
  test.each([
    ['today', '2026-02-05T00:00'],
    ['yesterday', '2026-02-04T00:00'],
    ['monday', '2026-02-02T00:00'],
    ['since monday', '2026-02-02T00:00'],
    ['thu', '2026-01-29T00:00'],
    ['last friday', '2026-01-30T00:00'],
    ['this week', '2026-02-02T00:00'],
    ['last week', '2026-01-26T00:00'],
    ['last month', '2026-01-01T00:00'],
    ['3 days', '2026-02-02T00:00'],
    ['3d', '2026-02-02T00:00'],
    ['a week ago', '2026-01-29T00:00'],
    ['12 hours', '2026-02-04T16:30'],
    ['2026-02-04', '2026-02-04T00:00'],
    ['4 Feb', '2026-02-04T00:00'],
    ['the 4th of February 2026', '2026-02-04T00:00'],
    ['past two weeks', '2026-01-22T00:00'],
    ['February 4th, 2025', '2025-02-04T00:00'],
    ['30 Dec', '2025-12-30T00:00'],
    ['this morning', '2026-02-05T00:00'],
    ['yesterday evening', '2026-02-04T00:00'],
    ['last night', '2026-02-04T00:00'],
    ['February', '2026-02-01T00:00'],
    ['March', '2025-03-01T00:00'],
  ])('%s', (words, expected) => {
    expect(
      parseSince(words, now, NEW_YORK)
        .toZonedDateTimeISO(NEW_YORK)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' }),
    ).toBe(expected);
  });

  test.each(['soon', '', '2026-02-31', '2026-02-06', 'feb 30', '3 parsecs'])(
    '"%s" is refused with what can be said',
    (words) => {
      expect(() => parseSince(words, now, NEW_YORK)).toThrow(
        expect.objectContaining({
          name: 'UserError',
          code: 'invalid',
          hint: expect.stringContaining('yesterday'),
        }),
      );
    },
  );
});

test('a day begins at its first moment, also where midnight is skipped', () => {
  // Beirut skipped 00:00 to 01:00 on 29 March 2026.
  const later = Temporal.Instant.from('2026-03-30T10:00:00Z');
  expect(parseSince('yesterday', later, 'Asia/Beirut').toZonedDateTimeISO('Asia/Beirut').hour).toBe(1);
});

test('never in the future, in any zone, whatever is said', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const words = fc.oneof(
    fc.string(),
    fc.constantFrom('monday', 'today', 'this month', '1 hour', '31 dec', '29 feb'),
  );
  fc.assert(
    fc.property(
      words,
      zones,
      fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
      (said, zone, date) => {
        const at = Temporal.Instant.fromEpochMilliseconds(date.getTime());
        try {
          expect(Temporal.Instant.compare(parseSince(said, at, zone), at)).toBeLessThanOrEqual(0);
        } catch (error) {
          expect(error).toHaveProperty('code', 'invalid');
        }
      },
    ),
  );
});
