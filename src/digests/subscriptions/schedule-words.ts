import { UserError } from '../../errors.ts';
import { type Schedule, WEEKDAYS, type Weekday } from '../subscription.ts';

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const WORKING_DAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const WEEKEND: readonly Weekday[] = [6, 7];

/** Before the working day of most desks begins. */
export const DEFAULT_TIME = '08:00';
/** A digest is read at work. */
export const DEFAULT_DAYS: readonly Weekday[] = WORKING_DAYS;

/** The days that one word names: daily, weekdays, weekends, mon, tuesdays, mon-fri, mon,wed. Undefined: no days. */
export function daysNamed(word: string): readonly Weekday[] | undefined {
  const said = word.toLowerCase();
  switch (said) {
    case 'daily':
    case 'everyday':
      return WEEKDAYS;
    case 'weekdays':
    case 'workdays':
      return WORKING_DAYS;
    case 'weekends':
    case 'weekend':
      return WEEKEND;
  }
  const parts = said.split(/[,+&/]/).filter((part) => part !== '');
  const days = parts.map(daysOfPart);
  if (days.length === 0 || days.some((part) => part === undefined)) return undefined;
  return sortedDays(days.flatMap((part) => part ?? []));
}

function daysOfPart(part: string): readonly Weekday[] | undefined {
  const single = dayNamed(part);
  if (single !== undefined) return [single];
  const range = /^([a-z]+)[-–]([a-z]+)$/.exec(part);
  const [first, last] = [dayNamed(range?.[1] ?? ''), dayNamed(range?.[2] ?? '')];
  if (first === undefined || last === undefined) return undefined;
  const length = ((last - first + 7) % 7) + 1;
  return WEEKDAYS.toSpliced(0, 7, ...WEEKDAYS.slice(first - 1), ...WEEKDAYS.slice(0, first - 1)).slice(
    0,
    length,
  );
}

/** `mon`, `thurs`, `monday`, `mondays`. */
function dayNamed(word: string): Weekday | undefined {
  const said = word.replace(/days$/, 'day');
  if (said.length < 3) return undefined;
  return WEEKDAYS.find((day) => NAMES[day - 1]?.toLowerCase().startsWith(said));
}

function sortedDays(days: readonly Weekday[]): Weekday[] {
  return WEEKDAYS.filter((day) => days.includes(day));
}

/** `08:00` from 8:00, 08.30, 8am, 5:15pm, 1730; undefined where the word is no time of day. */
export function timeNamed(word: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?(am|pm)?$/.exec(word.toLowerCase().replaceAll('.m', 'm'));
  if (!match) return undefined;
  const [, hours = '', minutes = '00', half] = match;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'pm' ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59 || (half !== undefined && (Number(hours) < 1 || Number(hours) > 12)))
    return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** @throws UserError `invalid` */
export function parseTime(words: string): string {
  const said = words
    .trim()
    .replace(/^at\s+/i, '')
    .replaceAll(/\s+/g, '');
  if (said.toLowerCase() === 'noon') return '12:00';
  if (said.toLowerCase() === 'midnight') return '00:00';
  const time = timeNamed(said);
  if (time !== undefined) return time;
  throw new UserError(
    'invalid',
    `“${words.trim()}” is not a time of day that I know.`,
    'Say 08:00, 8:30 or 5pm.',
  );
}

/** @throws UserError `invalid` */
export function parseDays(words: string): readonly Weekday[] {
  const parts = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => !/^(?:weekly|on|every|and|day)?$/.test(word));
  if (parts.length === 0 && /weekly/i.test(words))
    throw new UserError('invalid', 'A weekly digest needs its day.', 'Say weekly mon, or weekly friday.');
  const named = parts.map(daysNamed);
  if (/^every ?day$/i.test(words.trim())) return WEEKDAYS;
  if (named.length === 0 || named.some((days) => days === undefined))
    throw new UserError(
      'invalid',
      `“${words.trim()}” does not name days that I know.`,
      'Say daily, weekdays, weekly mon, or the days: mon,wed,fri.',
    );
  return sortedDays(named.flatMap((days) => days ?? []));
}

/** "Weekdays at 08:00, Europe/London time". */
export function describeSchedule({ days, time, zone }: Schedule): string {
  return `${describeDays(days)} at ${time}, ${zone} time`;
}

function describeDays(days: readonly Weekday[]): string {
  const key = days.join('');
  if (key === WEEKDAYS.join('')) return 'Daily';
  if (key === WORKING_DAYS.join('')) return 'Weekdays';
  if (key === WEEKEND.join('')) return 'Weekends';
  const names = days.map((day) => NAMES[day - 1] ?? String(day));
  return names.length === 1 ? `Every ${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
