import { plainProse } from '../prose.ts';
import { sentenceRanges } from '../statements/sentences.ts';

/** The sentences of a prose field, plain, that an older version of it does not have word for word. */
export function newSentences(before: string, after: string): readonly string[] {
  const known = new Set(sentencesOf(before));
  return sentencesOf(after).filter((sentence) => !known.has(sentence));
}

function sentencesOf(prose: string): readonly string[] {
  const plain = plainProse(prose);
  return sentenceRanges(plain).map(({ start, end }) => plain.slice(start, end));
}
