import { type Entry, isStale } from '../entries/entry.ts';
import type { Library } from '../entries/library.ts';
import type { Statement, StatementField } from '../entries/statements/statement.ts';
import { formatDay } from '../plain-text.ts';
import { emphasis, type Span, type Spans, strong, text } from '../reply.ts';
import type { Citations } from './citations.ts';
import { placeOf } from './statement-place.ts';

/** What statements are drawn with. */
export interface StatementDrawing {
  readonly library: Pick<Library, 'get'>;
  readonly citations: Citations;
  readonly today: Temporal.PlainDate;
  /** Id of the entry that is named above with its date, and there said to be stale or not. */
  readonly headed?: string;
}

/** The statement, its sources, and where it stands. What is no report of the story does not read as one. */
export function statementSpans(statement: Statement, drawing: StatementDrawing): Spans {
  const entry = drawing.library.get(statement.entryId);
  return [
    ...(OPENINGS[statement.field]?.(statement) ?? []),
    text(statement.text),
    ...(entry ? citationSpans(statement, entry, drawing.citations) : []),
    emphasis(` – ${whereOf(statement, drawing)}`),
  ];
}

/** What is said before a statement that tells of nothing that happened. */
const OPENINGS: Partial<Record<StatementField, (statement: Statement) => Spans>> = {
  'skepticism.claim': () => [strong('In doubt:'), text(' ')],
  'skepticism.interest': () => [strong('Interest:'), text(' ')],
  'skepticism.would_settle': () => [strong('Would settle it:'), text(' ')],
  'outlook.signpost': ({ heading }) => [
    text(heading === undefined ? 'Would be a sign: ' : `Would be a sign of “${heading}”: `),
  ],
};

/** Section, and unless they stand above, the briefing, its date and whether it is stale; a date of its own in any case. */
export function whereOf(
  statement: Statement,
  { library, today, headed }: Pick<StatementDrawing, 'library' | 'today' | 'headed'>,
): string {
  const entry = library.get(statement.entryId);
  const isHeaded = statement.entryId === headed;
  const { date } = statement;
  const own = date?.length === 10 ? [formatDay(date)] : [];
  return [
    ...(isHeaded ? [] : [statement.entryId]),
    placeOf(statement),
    ...own,
    ...(entry && !isHeaded && own.length === 0 ? [`as of ${formatDay(entry.as_of)}`] : []),
    ...(entry && !isHeaded && isStale(entry, today) ? ['stale'] : []),
  ].join(', ');
}

export function citationSpans(statement: Statement, entry: Entry, citations: Citations): readonly Span[] {
  if (statement.sources.length === 0) return [emphasis(' (the desk)')];
  return statement.sources.flatMap((source): readonly Span[] => {
    const number = citations.number(entry, source);
    return number === undefined ? [] : [{ kind: 'citation', number }];
  });
}
