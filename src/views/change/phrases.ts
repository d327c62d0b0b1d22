import type { CitedSentence } from '../../entries/statements/cited-sentences.ts';
import { formatDay } from '../../plain-text.ts';
import { type Spans, text } from '../../reply.ts';
import type { DrawProse } from './draw-prose.ts';

/** Prose in quotation marks. */
export function quoted(value: string, prose: DrawProse): Spans {
  return [text('“'), ...prose(value), text('”')];
}

/** Sentences of the entry as they stand there, each with its citations. */
export function inQuotes(sentences: readonly CitedSentence[], prose: DrawProse): Spans {
  const said = sentences.flatMap((sentence, index) => [
    text(`${index === 0 ? '“' : ' '}${sentence.text}`),
    ...cited(sentence, prose),
  ]);
  return [...said, text('”')];
}

/** The citations of a sentence. */
export function cited({ sources }: CitedSentence, prose: DrawProse): Spans {
  return sources.length === 0 ? [] : prose(sources.map((id) => `[^${id}]`).join(''));
}

export function sentenceList(parts: readonly Spans[]): Spans {
  return parts.flatMap((part, index) => (index === 0 ? part : [text(' '), ...part]));
}

/** Coarser dates are no calendar days, so they are written out. */
export function day(date: string): Spans {
  return date.length === 10 ? [{ kind: 'day', day: date }] : [text(formatDay(date))];
}
