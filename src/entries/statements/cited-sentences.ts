import { plainProse } from '../prose.ts';
import { sentenceRanges } from './sentences.ts';

/** Every citation of a prose field, with the source's id. */
export const CITATION_MARK = /\[\^([a-z0-9-]{1,64})\]/g;

/** A sentence of a prose field: plain, and the ids of the sources that it rests on, each once. */
export interface CitedSentence {
  readonly text: string;
  readonly sources: readonly string[];
}

/**
 * A sentence has the citations that stand in it or right after its stop. Where only the last sentence of a
 * field cites, that covers the field, as in print; except for what the desk says in its own name.
 */
export function citedSentences(prose: string): readonly CitedSentence[] {
  const citations: { readonly at: number; readonly source: string }[] = [];
  let removed = 0;
  const uncited = prose.replaceAll(CITATION_MARK, (raw: string, source: string, offset: number) => {
    citations.push({ at: offset - removed, source });
    removed += raw.length;
    return '';
  });
  let next = 0;
  const sentences = sentenceRanges(uncited).map(({ start, end }): CitedSentence => {
    const sources: string[] = [];
    for (let citation = citations[next]; citation && citation.at <= end; citation = citations[next]) {
      if (!sources.includes(citation.source)) sources.push(citation.source);
      next += 1;
    }
    return { text: plainProse(uncited.slice(start, end)), sources };
  });
  const last = sentences.at(-1);
  if (!last || sentences.slice(0, -1).some(({ sources }) => sources.length > 0)) return sentences;
  return sentences.map((sentence) =>
    /\bthe desk\b/i.test(sentence.text) || sentence === last
      ? sentence
      : { ...sentence, sources: last.sources },
  );
}
