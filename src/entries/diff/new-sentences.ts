import { type CitedSentence, citedSentences } from '../statements/cited-sentences.ts';

/** The sentences of a prose field that an older version of it does not have word for word, with their sources. */
export function newSentences(before: string, after: string): readonly CitedSentence[] {
  const known = new Set(citedSentences(before).map(({ text }) => text));
  return citedSentences(after).filter(({ text }) => !known.has(text));
}
