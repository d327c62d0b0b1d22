const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The characters of a text, as readers see them. */
export function* graphemesOf(text: string): Generator<string> {
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** Where a text of more than `limit` UTF-16 units may be broken: a sentence, a word, a letter as readers see it. */
function breakBefore(text: string, limit: number): number {
  const head = text.slice(0, limit);
  const sentence = lastMatchEnd(head, /[.!?…。！？؟۔]["”»)]*\s+|\n+/gu);
  if (sentence > limit / 2) return sentence;
  const word = lastMatchEnd(head, /\s+/gu);
  if (word > limit / 2) return word;
  // The last segment of a cut text may be incomplete, so the boundary before it is the safe one.
  const from = Math.max(0, limit - LONGEST_GRAPHEME);
  let boundary = 0;
  for (const { index } of segmenter.segment(text.slice(from, limit + LONGEST_GRAPHEME))) {
    if (from + index > limit) break;
    boundary = from + index;
  }
  if (boundary > from) return boundary;
  return isLowSurrogate(text.charCodeAt(limit)) ? limit - 1 : limit;
}

/** Family emoji have 11 units; longer runs are made to annoy and are cut between code points. */
const LONGEST_GRAPHEME = 40;

function lastMatchEnd(text: string, pattern: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** At most `limit` units, with a visible `…` when something was cut off. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, breakBefore(text, limit - 1)).trimEnd()}…`;
}

/** The whole text in slices of at most `limit` units. */
export function slices(text: string, limit: number): string[] {
  const result: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const at = breakBefore(rest, limit);
    result.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  if (rest !== '') result.push(rest);
  return result;
}
