import { describe, expect, test } from 'vitest';
import { isPlaceZone, isTimeZone } from '../src/time-zone.ts';

describe('names of time zones', () => {
  test.each([
    // name, clocks can be shown in it, a place lives by it
    ['Europe/London', true, true],
    ['asia/muscat', true, true],
    ['Asia/Calcutta', true, true],
    ['UTC', true, true],
    ['Etc/UTC', true, false],
    ['Etc/GMT-3', true, false],
    ['etc/gmt-3', true, false],
    ['EST5EDT', true, false],
    ['+05:30', false, false],
    ['-08', false, false],
    ['2026-01-01T00:00[Europe/London]', false, false],
    ['2026-01-01T00:00+05:30', false, false],
    ['Mars/Olympus', false, false],
    ['', false, false],
  ])('%s', (name, isShown, isLivedBy) => {
    expect([isTimeZone(name), isPlaceZone(name)]).toEqual([isShown, isLivedBy]);
  });
});
