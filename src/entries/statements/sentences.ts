/** Where one sentence lies in its text: `text.slice(start, end)`, white space around it left out. */
export interface SentenceRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a sentence may end: a terminator, closing quotes or brackets, and white space; or one of the
 * full-width terminators of Chinese and Japanese, which no space follows.
 */
const POSSIBLE_END = /([.!?…]+)(["'”’»)\]]*)\s+|[。！？｡]["'”’」』）]*\s*/gu;

/** What may stand between the white space and the first letter of a sentence. */
const OPENING = /["'“‘«([]/;

/** A name or a number follows these, so their stop ends no sentence. */
const BEFORE_NAMES = new Set(
  'mr mrs ms dr prof gen maj col lt cmdr capt sgt adm sen rep gov pres amb hon rev fr st mt no nos art fig vol ch p pp vs cf e.g i.e viz ca approx al'.split(
    ' ',
  ),
);

/** These may stand inside a sentence or end it; what follows decides. */
const BEFORE_ANYTHING = new Set(
  'etc inc ltd co corp jr sr a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec dept est'.split(' '),
);

/** Words that, with a capital, nearly always open a sentence rather than go on with a name. */
const OPENERS = new Set(
  'the a an this that these those it its he she they his her their we our in on at by for from with after before but and or as if when while since although however there here what who why how some many most several both no not one two'.split(
    ' ',
  ),
);

/**
 * Sentences of a plain text, in order. Stops within abbreviations ("U.S. officials"), initials
 * ("J. R. Smith"), decimals and quotations that go on do not divide. `Intl.Segmenter` divides
 * after "Dr." and "U.S.", so the same rules would be needed on top of it.
 */
export function sentenceRanges(text: string): readonly SentenceRange[] {
  const ranges: SentenceRange[] = [];
  let start = 0;
  for (const match of text.matchAll(POSSIBLE_END)) {
    const next = match.index + match[0].length;
    if (next >= text.length) break;
    if (!endsSentence(text, match.index, match[1], next)) continue;
    push(ranges, text, start, next);
    start = next;
  }
  push(ranges, text, start, text.length);
  return ranges;
}

function endsSentence(text: string, terminator: number, marks: string | undefined, next: number): boolean {
  if (marks === undefined) return true;
  let first = next;
  while (first < text.length - 1 && OPENING.test(text.charAt(first))) first += 1;
  if (/\p{Ll}/u.test(text.charAt(first))) return false;
  if (marks !== '.') return true;

  const before = wordBefore(text, terminator);
  if (before === '') return true;
  const follower = /^[\p{L}\p{N}]+/u.exec(text.slice(first, first + 24))?.[0].toLowerCase() ?? '';
  if (BEFORE_NAMES.has(before.toLowerCase()))
    return before === 'no' || (isNumbering(before) && !/^\d/.test(follower));
  const initial = /^\p{Lu}$/u.test(before);
  const acronym = /^\p{L}(?:\.\p{L})+$/u.test(before);
  if (initial || acronym || BEFORE_ANYTHING.has(before.toLowerCase())) return OPENERS.has(follower);
  return true;
}

/** "No. 5" goes on, "He said no." does not; the same for the other abbreviations of a numbered thing. */
function isNumbering(word: string): boolean {
  return /^(?:no|nos|art|fig|vol|ch|p|pp)$/i.test(word);
}

/** The word that ends at `end`, stops within it included: "U.S" of "the U.S.". */
function wordBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && /[\p{L}\p{N}.]/u.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start, end);
}

function push(ranges: SentenceRange[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && text.charCodeAt(start) <= 32) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1;
  if (start < end) ranges.push({ start, end });
}
