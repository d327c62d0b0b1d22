import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CITIES } from '../../src/digests/time-zones/cities.ts';
import { parseZone, suggestZones } from '../../src/digests/time-zones/time-zone.ts';
import { isPlaceZone } from '../../src/time-zone.ts';

describe('a zone by any common name', () => {
  test.each([
    ['Europe/London', 'Europe/London'],
    ['asia/muscat', 'Asia/Muscat'],
    ['Muscat', 'Asia/Muscat'],
    ['new york', 'America/New_York'],
    ['Washington D.C.', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['port-au-prince', 'America/Port-au-Prince'],
    ['Tel Aviv', 'Asia/Jerusalem'],
    ['utc', 'UTC'],
    ['Kyiv', 'Europe/Kyiv'],
    ['Ho Chi Minh City', 'Asia/Ho_Chi_Minh'],
  ])('%s', (said, zone) => expect(parseZone(said)).toBe(zone));

  test('an old name is kept as it is', () => expect(isPlaceZone(parseZone('Asia/Calcutta'))).toBe(true));
});

describe('what names no place is refused, with places to say instead', () => {
  test.each([
    ['EST', 'America/New_York'],
    ['ist', 'Asia/Jerusalem'],
    ['GMT', 'Europe/London'],
    ['GMT+2', 'UTC'],
    ['UTC-05:00', 'UTC'],
    ['+0330', 'UTC'],
    ['Etc/GMT-5', 'UTC'],
    ['EST5EDT', 'America/New_York'],
  ])('%s', (said, suggested) =>
    expect(() => parseZone(said)).toThrow(
      expect.objectContaining({ code: 'invalid', hint: expect.stringContaining(suggested) }),
    ),
  );
});

describe('a mistyped city is asked back', () => {
  test.each([
    ['Lodnon', 'London'],
    ['Berln', 'Berlin'],
    ['Beijng', 'Beijing'],
    ['new yrok', 'New York'],
    ['Jersualem', 'Jerusalem'],
    ['Washingtom', 'Washington'],
    ['Kathmndu', 'Kathmandu'],
  ])('%s', (said, city) => {
    expect(() => parseZone(said)).toThrow(
      expect.objectContaining({
        hint: expect.stringMatching(new RegExp(`^Did you mean .*\\b${city}\\b`)),
      }),
    );
    expect(isPlaceZone(parseZone(city))).toBe(true);
  });

  test('what is like no city is answered with what could be said', () =>
    expect(() => parseZone('xqzzy')).toThrow(
      expect.objectContaining({ hint: 'Name a large city, or a zone such as Asia/Muscat.' }),
    ));
});

test('whatever is said, the answer is a zone that can be used, or a refusal', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'a/b', '+', '30')),
      (said) => {
        let zone: string;
        try {
          zone = parseZone(said);
        } catch (error) {
          expect(error).toHaveProperty('code', 'invalid');
          return;
        }
        expect(isPlaceZone(zone)).toBe(true);
      },
    ),
  );
});

test('every city of the list keeps a zone that exists', () => {
  for (const zone of CITIES.values()) expect(isPlaceZone(zone), zone).toBe(true);
});

test('completion finds zones by city, part of the id, or a city without a zone of its own', () => {
  const values = (partial: string) => suggestZones(partial, 5).map(({ value }) => value);
  expect(values('musc')[0]).toBe('Asia/Muscat');
  expect(values('wash')).toEqual(['America/New_York']);
  expect(values('europe/lon')).toEqual(['Europe/London']);
  expect(values('')).toHaveLength(5);
});
