import { UserError } from '../../errors.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;
/** Told from the start of the day: when an evening begins, people do not agree on. */
const PARTS_OF_DAY: ReadonlySet<string> = new Set(['morning', 'afternoon', 'evening', 'night']);
const SPAN =
  /^(?:last |past )?(a|an|one|two|three|four|five|six|seven|ten|\d{1,4})? ?(minute|min|hour|hr|h|day|d|week|w|month|year)s?(?: ago)?$/;
const COUNTS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
};
const SPAN_UNITS: Readonly<Record<string, 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years'>> = {
  minute: 'minutes',
  min: 'minutes',
  hour: 'hours',
  hr: 'hours',
  h: 'hours',
  day: 'days',
  d: 'days',
  week: 'weeks',
  w: 'weeks',
  month: 'months',
  year: 'years',
};

/**
 * The instant that words such as "monday", "yesterday", "3 days", "last week", "2026-02-04" or "the 4th of February"
 * name, read in `zone`; undefined when they name none. Days begin at their first moment there. A weekday is the latest
 * one before today, so that "monday" said on a Monday reaches back a week instead of a few hours. Spans of days or more
 * begin at the start of that day; hours and minutes are counted exactly.
 * @throws UserError `invalid` when the time is still to come
 */
export function timeNamed(words: string, now: Temporal.Instant, zone: string): Temporal.Instant | undefined {
  const said = words
    .toLowerCase()
    .replace(/^since\s+/, '')
    .replaceAll(/[\s,]+/g, ' ')
    .trim()
    .replace(/^the /, '')
    .replace(' of ', ' ');
  const here = now.toZonedDateTimeISO(zone);
  const instant = (
    calendarWord(said, here) ??
    span(said, here) ??
    bareMonth(said, here) ??
    writtenDay(said, here)
  )?.toInstant();
  if (instant && Temporal.Instant.compare(instant, now) > 0)
    throw new UserError(
      'invalid',
      `“${asTyped(words)}” is still to come.`,
      'Say yesterday, monday, last week, or a date that has passed.',
    );
  return instant;
}

/** The end of a leap year, so that "29 Feb" without a year has the form of a day. */
const ANY_NOW = Temporal.Instant.from('2400-12-31T12:00Z');

/** Whether words have the form of a time, whenever they are said: where a time that is still to come is one as well. */
export function looksLikeTime(words: string): boolean {
  try {
    return timeNamed(words, ANY_NOW, 'UTC') !== undefined;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

/**
 * `timeNamed` where words must name a time.
 * @throws UserError `invalid` when they name none, or one that is still to come
 */
export function parseSince(words: string, now: Temporal.Instant, zone: string): Temporal.Instant {
  const instant = timeNamed(words, now, zone);
  if (instant) return instant;
  throw new UserError(
    'invalid',
    `“${asTyped(words)}” is not a day or time that I know.`,
    'Say yesterday, monday, last week, 3 days, 12 hours, or a date such as 2026-02-04 or 4 Feb.',
  );
}

/** For whoever reads what was wrong with it. */
function asTyped(words: string): string {
  return words.trim().replace(/^since\s+/i, '');
}

function calendarWord(said: string, here: Temporal.ZonedDateTime): Temporal.ZonedDateTime | undefined {
  const today = here.startOfDay();
  const monday = today.subtract({ days: today.dayOfWeek - 1 }).startOfDay();
  switch (said) {
    case 'today':
      return today;
    case 'yesterday':
      return today.subtract({ days: 1 }).startOfDay();
    case 'this week':
      return monday;
    case 'last week':
      return monday.subtract({ weeks: 1 }).startOfDay();
    case 'this month':
      return today.with({ day: 1 }).startOfDay();
    case 'last month':
      return today.with({ day: 1 }).subtract({ months: 1 }).startOfDay();
    case 'this year':
      return today.with({ month: 1, day: 1 }).startOfDay();
  }
  const [which = '', part = '', ...rest] = said.split(' ');
  if (PARTS_OF_DAY.has(part) && rest.length === 0) {
    if (which === 'this') return today;
    if (which === 'yesterday' || said === 'last night') return today.subtract({ days: 1 }).startOfDay();
  }
  const weekday = said.replace(/^last /, '');
  if (weekday.length < 3) return undefined;
  const index = WEEKDAYS.findIndex((name) => name.startsWith(weekday));
  if (index < 0) return undefined;
  const back = (today.dayOfWeek - (index + 1) + 7) % 7 || 7;
  return today.subtract({ days: back }).startOfDay();
}

function span(said: string, here: Temporal.ZonedDateTime): Temporal.ZonedDateTime | undefined {
  const match = SPAN.exec(said);
  const unit = SPAN_UNITS[match?.[2] ?? ''];
  if (!match || unit === undefined) return undefined;
  const number = match[1] ?? '';
  const count = /^\d/.test(number) ? Number(number) : (COUNTS[number] ?? 1);
  const back = here.subtract({ [unit]: count });
  return unit === 'minutes' || unit === 'hours' ? back : back.startOfDay();
}

/** The first of the latest such month that has begun. */
function bareMonth(said: string, here: Temporal.ZonedDateTime): Temporal.ZonedDateTime | undefined {
  const months: readonly string[] = MONTHS;
  const month = months.indexOf(said) + 1;
  if (month === 0) return undefined;
  return startOf(month <= here.month ? here.year : here.year - 1, month, 1, here);
}

function writtenDay(said: string, here: Temporal.ZonedDateTime): Temporal.ZonedDateTime | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said);
  if (iso) return startOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), here);
  const named =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?\.? (?<month>[a-z]{3,})\.?(?: (?<year>\d{4}))?$/.exec(said) ??
    /^(?<month>[a-z]{3,})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?: (?<year>\d{4}))?$/.exec(said);
  if (!named?.groups) return undefined;
  const { day, month, year } = named.groups;
  const monthIndex = MONTHS.findIndex((name) => name.startsWith(month ?? '?'));
  if (monthIndex < 0) return undefined;
  if (year !== undefined) return startOf(Number(year), monthIndex + 1, Number(day), here);
  const thisYear = startOf(here.year, monthIndex + 1, Number(day), here);
  // Without a year the latest such day is meant: "30 Dec" said in January is last year's.
  return thisYear !== undefined && Temporal.ZonedDateTime.compare(thisYear, here) <= 0
    ? thisYear
    : startOf(here.year - 1, monthIndex + 1, Number(day), here);
}

/** Undefined for a day that the calendar does not have. */
function startOf(
  year: number,
  month: number,
  day: number,
  here: Temporal.ZonedDateTime,
): Temporal.ZonedDateTime | undefined {
  const valid =
    month >= 1 && month <= 12 && day >= 1 && day <= Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
  return valid ? Temporal.PlainDate.from({ year, month, day }).toZonedDateTime(here.timeZoneId) : undefined;
}
