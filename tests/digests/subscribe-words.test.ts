import { describe, expect, test } from 'vitest';
import { describeSchedule, parseDays, parseTime } from '../../src/digests/subscriptions/schedule-words.ts';
import { readSubscribeWords } from '../../src/digests/subscriptions/subscribe-words.ts';

const topics = new Set(['iran-talks', 'iran talks', 'gulf', 'london']);
const read = (line: string) =>
  readSubscribeWords(line === '' ? [] : line.split(' '), (words) => topics.has(words.toLowerCase()));

describe('the words after subscribe, in any order', () => {
  test.each([
    ['', {}],
    ['iran-talks', { topics: 'iran-talks' }],
    ['iran talks gulf', { topics: 'iran talks gulf' }],
    ['all daily', { topics: 'all', days: 'daily' }],
    [
      'iran-talks weekdays at 08:00 Europe/London',
      { topics: 'iran-talks', days: 'weekdays', at: '08:00', zone: 'Europe/London' },
    ],
    ['weekly mon at 8 in Muscat gulf', { topics: 'gulf', days: 'weekly mon', at: '8', zone: 'Muscat' }],
    ['daily 5pm new york skip-empty', { days: 'daily', at: '5pm', zone: 'new york', empty: 'skip-empty' }],
    ['oil send-empty', { topics: 'oil', empty: 'send-empty' }],
    ['at 5 pm mon,wed', { days: 'mon,wed', at: '5pm' }],
    ['every day at noon', { days: 'every day', at: 'noon' }],
    ['gulf at 25:00', { topics: 'gulf', at: '25:00' }],
    ['iran-talks EST', { topics: 'iran-talks', zone: 'EST' }],
    ['london', { topics: 'london' }],
    ['london in london', { topics: 'london', zone: 'london' }],
  ])('%s', (line, expected) => expect(read(line)).toEqual(expected));
});

describe('days', () => {
  test.each([
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['every day', [1, 2, 3, 4, 5, 6, 7]],
    ['weekdays', [1, 2, 3, 4, 5]],
    ['weekly mon', [1]],
    ['weekly on fridays', [5]],
    ['wed,mon', [1, 3]],
    ['mon and thursday', [1, 4]],
    ['mon-thu', [1, 2, 3, 4]],
    ['sat-mon', [1, 6, 7]],
    ['weekends', [6, 7]],
  ])('%s', (words, expected) => expect(parseDays(words)).toEqual(expected));

  test.each(['weekly', 'someday', 'mon,foo', ''])('"%s" is refused', (words) =>
    expect(() => parseDays(words)).toThrow(expect.objectContaining({ code: 'invalid' })),
  );
});

describe('times', () => {
  test.each([
    ['8', '08:00'],
    ['08:00', '08:00'],
    ['8.30', '08:30'],
    ['at 7:05', '07:05'],
    ['5pm', '17:00'],
    ['5:15 pm', '17:15'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['noon', '12:00'],
  ])('%s', (words, expected) => expect(parseTime(words)).toBe(expected));

  test.each(['25:00', '8:60', '13pm', '0pm', 'soon'])('"%s" is refused', (words) =>
    expect(() => parseTime(words)).toThrow(expect.objectContaining({ code: 'invalid' })),
  );
});

test.each([
  [[1, 2, 3, 4, 5, 6, 7] as const, 'Daily at 08:00, Asia/Muscat time'],
  [[1, 2, 3, 4, 5] as const, 'Weekdays at 08:00, Asia/Muscat time'],
  [[1] as const, 'Every Monday at 08:00, Asia/Muscat time'],
  [[1, 3, 5] as const, 'Monday, Wednesday and Friday at 08:00, Asia/Muscat time'],
])('a schedule is told as it is said', (days, expected) =>
  expect(describeSchedule({ days: [...days], time: '08:00', zone: 'Asia/Muscat' })).toBe(expected),
);
