import type { Section } from '../entries/entry.ts';
import type { Statement, StatementField } from '../entries/statements/statement.ts';

/** What the part of a briefing is called to whom reads a single statement of it, where its own opening does not say so, and where it is shown in full. */
const PLACES: Readonly<
  Record<StatementField, { readonly label: string; readonly section: Section | 'show' }>
> = {
  bottom_line: { label: 'bottom line', section: 'show' },
  summary: { label: 'summary', section: 'show' },
  'actor.role': { label: 'role', section: 'actors' },
  'actor.position': { label: 'position', section: 'actors' },
  'actor.wants': { label: 'aims', section: 'actors' },
  'actor.leverage': { label: 'leverage', section: 'actors' },
  'actor.claim': { label: 'position taken', section: 'actors' },
  relation: { label: 'relations', section: 'actors' },
  'skepticism.claim': { label: 'skepticism', section: 'skepticism' },
  'skepticism.doubt': { label: 'doubt', section: 'skepticism' },
  'skepticism.interest': { label: 'skepticism', section: 'skepticism' },
  'skepticism.would_settle': { label: 'skepticism', section: 'skepticism' },
  'outlook.basis': { label: 'basis of the outlook', section: 'outlook' },
  'outlook.confidence': { label: 'confidence', section: 'outlook' },
  'outlook.likelihood': { label: 'likelihood', section: 'outlook' },
  'outlook.scenario': { label: 'scenario', section: 'outlook' },
  'outlook.signpost': { label: 'signpost', section: 'outlook' },
  timeline: { label: 'timeline', section: 'timeline' },
};

/** Their own words, or those before them, name what they stand under; a doubt's claim is too long for a place. */
const NAMED_IN_ITSELF: ReadonlySet<StatementField> = new Set<StatementField>([
  'relation',
  'outlook.likelihood',
  'outlook.signpost',
]);

/** `Oman, aims` or `summary`. */
export function placeOf({ heading, field }: Statement): string {
  const { label, section } = PLACES[field];
  return heading && section !== 'skepticism' && !NAMED_IN_ITSELF.has(field) ? `${heading}, ${label}` : label;
}

/** Words that show the section in which the statement stands. */
export function sectionWords(statement: Statement): string {
  return `${PLACES[statement.field].section} ${statement.entryId}`;
}
