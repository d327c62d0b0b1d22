/**
 * The text with U+FFFD in place of what is no character, though JSON can carry it: U+0000, which Postgres cannot hold,
 * and half of a surrogate pair, which no platform and no database takes.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
