/** Times in the reader's own zone; the wording is English, as the rest of the page. */

export const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

const dateTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const dateTimeFull = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
const timeOnly = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const dayHeading = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const UNITS = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
] as const;

export function formatTime(at: number, style: 'date-time' | 'time' | 'relative', now: number): string {
  switch (style) {
    case 'date-time':
      return dateTime.format(at);
    case 'time':
      return timeOnly.format(at);
    case 'relative': {
      const difference = at - now;
      const { unit, milliseconds } =
        UNITS.find((each) => Math.abs(difference) >= each.milliseconds) ?? UNITS[2];
      return relative.format(Math.round(difference / milliseconds), unit);
    }
  }
}

/** For a tooltip: with the day of the week and the zone. */
export function formatExactly(at: number): string {
  return dateTimeFull.format(at);
}

/** "Today", "Yesterday", or the date. */
export function formatDayHeading(at: number, now: number): string {
  const day = localDay(at);
  if (day === localDay(now)) return 'Today';
  if (day === localDay(now - 86_400_000)) return 'Yesterday';
  return dayHeading.format(at);
}

/** Equal for two instants of one calendar day in the reader's zone. */
export function localDay(at: number): string {
  return new Date(at).toDateString();
}
