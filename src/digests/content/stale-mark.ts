import { type Entry, isStale } from '../../entries/entry.ts';
import { type Spans, text } from '../../reply.ts';

/** In brackets after a name that needs no more than a word: stale or not, and what else there is to say. */
export function nameWith(entry: Entry, today: Temporal.PlainDate, ...remarks: readonly string[]): Spans {
  const said = [...remarks, ...(isStale(entry, today) ? ['stale'] : [])];
  return [text(said.length === 0 ? entry.title : `${entry.title} (${said.join(', ')})`)];
}

/** In brackets beside the title of a stale briefing, after which nothing more is said of it. */
export function staleMark(entry: Entry, today: Temporal.PlainDate): Spans {
  if (entry.review_by === undefined || !isStale(entry, today)) return [];
  return [text(' (stale: review was due '), { kind: 'day', day: entry.review_by }, text(')')];
}

/** A stale briefing by name, and since when it should have been reviewed. */
export function reviewDue({ title, review_by }: Entry): Spans {
  return review_by === undefined
    ? [text(title)]
    : [text(`${title} (review was due `), { kind: 'day', day: review_by }, text(')')];
}
