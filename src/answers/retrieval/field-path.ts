/** The field a statement is a sentence of: `iran-talks/actors.oman.wants` of `iran-talks/actors.oman.wants/0`. */
export function fieldPath(statementId: string): string {
  return statementId.slice(0, statementId.lastIndexOf('/'));
}

/** `iran-talks/skepticism.1` of all that belongs to that note; undefined outside of notes. */
export function noteOf(statementId: string): string | undefined {
  return /^[^/]+\/skepticism\.\d+/.exec(statementId)?.[0];
}
