const ASKS =
  /\b(?:exact (?:words?|wording|quotes?)|word for word|verbatim|(?:a|any|the) quotes?|quotations?|what exactly (?:did|has|have|was)|sa(?:y|id) exactly)\b|\bquotes?\W*$/i;

/** "What did he say exactly?", "Any quotes?": whether the words themselves are asked for. */
export function asksForWords(question: string): boolean {
  return ASKS.test(question);
}

const QUOTATION = /["“]([^"“”]{4,300})["”]/g;

/** What stands in quotation marks. */
export function quotedIn(text: string): readonly string[] {
  return [...text.matchAll(QUOTATION)].flatMap(([, words]) => words ?? []);
}

/** As many words as say something by themselves; "very skeptical" is only a part of what was said. */
const FULL_QUOTATION = 8;

/** From 0 to 1: how much of what was said stands there word for word. */
export function shareQuoted(text: string): number {
  const words = quotedIn(text).join(' ').split(/\s+/).filter(Boolean).length;
  return Math.min(1, words / FULL_QUOTATION);
}
