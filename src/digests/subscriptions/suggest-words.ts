import { suggestZones } from '../time-zones/time-zone.ts';

type Suggestion = { readonly value: string; readonly detail: string };
type Suggest = (kind: 'topic' | 'tag', partial: string, limit: number) => readonly Suggestion[];

const DAYS: readonly Suggestion[] = [
  { value: 'weekdays', detail: 'Monday to Friday' },
  { value: 'daily', detail: 'every day' },
  { value: 'weekly mon', detail: 'once a week' },
  { value: 'mon,wed,fri', detail: 'chosen days' },
];
const TIMES: readonly Suggestion[] = ['08:00', '07:00', '09:00', '12:00', '17:00'].map((value) => ({
  value,
  detail: 'local time',
}));
const SKIP: Suggestion = { value: 'skip-empty', detail: 'send nothing when nothing changed' };

/** Completes the last word after `subscribe`: briefings and tags first, then days, times, zones. */
export function suggestSubscribeWords(
  partial: string,
  limit: number,
  suggest: Suggest,
): readonly Suggestion[] {
  const start = Math.max(partial.lastIndexOf(' '), partial.lastIndexOf(',')) + 1;
  const [before, last] = [partial.slice(0, start), partial.slice(start)];
  const typed = last.toLowerCase();
  const startsSo = ({ value }: Suggestion) => value.startsWith(typed);
  const names =
    typed === '' && before !== '' ? [] : [...suggest('topic', last, limit), ...suggest('tag', last, limit)];
  const schedule = [...suggestDays(typed), ...TIMES.filter(startsSo), ...[SKIP].filter(startsSo)];
  const zones = typed.length < 2 ? [] : suggestZones(last, limit);
  const seen = new Set<string>();
  return [...names.slice(0, Math.ceil(limit / 2)), ...schedule, ...zones]
    .filter(({ value }) => !before.includes(value) && !seen.has(value) && seen.add(value))
    .slice(0, limit)
    .map(({ value, detail }) => ({ value: before + value, detail }));
}

/** Days that could be typed, beginning as `partial` does. */
export function suggestDays(partial: string): readonly Suggestion[] {
  return DAYS.filter(({ value }) => value.startsWith(partial.toLowerCase()));
}

/** Times of day that could be typed, beginning as `partial` does. */
export function suggestTimes(partial: string): readonly Suggestion[] {
  return TIMES.filter(({ value }) => value.startsWith(partial));
}
