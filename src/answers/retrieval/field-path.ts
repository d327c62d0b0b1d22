/** The field a statement is a sentence of: `iran-talks/actors.oman.wants` of `iran-talks/actors.oman.wants/0`. */
export function fieldPath(statementId: string): string {
  return statementId.slice(0, statementId.lastIndexOf('/'));
}

/**
 * Whether two sentences belong to one text, so that one is read with the other: of one field, one actor, one note or the
 * outlook, or both of the story as it is told. Events of a timeline and relations stand alone.
 */
export function inOneText(a: string, b: string): boolean {
  return textOf(a) === textOf(b);
}

/** The same, except that of the story only a paragraph is about one thing. */
export function inOneParagraph(a: string, b: string): boolean {
  return OF_STORY.test(fieldPath(a)) ? fieldPath(a) === fieldPath(b) : inOneText(a, b);
}

const OF_STORY = /\/(?:bottom_line|summary\.\d{1,6})$/;

function textOf(statementId: string): string {
  const field = fieldPath(statementId);
  if (OF_STORY.test(field)) return field.slice(0, field.indexOf('/'));
  return /^[^/]+\/(?:actors\.[^.]+\.[^./]+|skepticism\.\d{1,6}|outlook)/.exec(field)?.[0] ?? field;
}

/** `iran-talks/skepticism.1` of all that belongs to that note; undefined outside of notes. */
export function noteOf(statementId: string): string | undefined {
  return /^[^/]+\/skepticism\.\d+/.exec(statementId)?.[0];
}

/** 1 of `iran-talks/skepticism.1`, counted from 0; 0 outside of notes. */
export function noteNumber(statementId: string): number {
  return Number(/^[^/]+\/skepticism\.(\d+)/.exec(statementId)?.[1] ?? 0);
}
