/** The parts of an entry that statements come from. */
export type StatementField =
  | 'bottom_line'
  | 'summary'
  | 'actor.role'
  | 'actor.position'
  | 'actor.wants'
  | 'actor.leverage'
  | 'actor.claim'
  | 'relation'
  | 'skepticism.claim'
  | 'skepticism.doubt'
  | 'skepticism.interest'
  | 'skepticism.would_settle'
  /** Made from the fields: "Confidence in this outlook, to 31 March 2026: low." */
  | 'outlook.confidence'
  | 'outlook.basis'
  /** Made from the fields: "Symbolic session: likely (55–80 %)." */
  | 'outlook.likelihood'
  | 'outlook.scenario'
  | 'outlook.signpost'
  | 'timeline';

/** The smallest citable unit: one sentence of one field of one entry. */
export interface Statement {
  /** Unique and stable while the entry's text is: `iran-talks/actors.oman.wants/0`. */
  readonly id: string;
  readonly entryId: string;
  readonly field: StatementField;
  /** Plain text, citations and markup taken out. */
  readonly text: string;
  /** Ids of the entry's sources that the sentence cites, or else those its field cites as a whole; empty: the desk's own. */
  readonly sources: readonly string[];
  /** Ids of the actors it is about: the owner of the field, the holders of a doubt ("desk" included), or both ends of a relation. */
  readonly actors: readonly string[];
  /** ISO 8601 day (or month, year) the statement speaks of, where its field has one. */
  readonly date?: string;
  /** Heading it stands under, for display and for scoring: an actor's name, a scenario's name. */
  readonly heading?: string;
  /** Position in the entry, counted from 0; neighbours have neighbouring numbers. */
  readonly order: number;
}
