import type { Rewording } from '../../entries/diff/change.ts';
import { newSentences } from '../../entries/diff/new-sentences.ts';
import { citationsIn, plainProse } from '../../entries/prose.ts';
import { type Spans, text } from '../../reply.ts';
import type { DrawProse } from './draw-prose.ts';
import { inQuotes } from './phrases.ts';

/** Says which sentences of a text are new and which are gone. */
export function rewording(label: Spans, { before, after }: Rewording, prose: DrawProse): Spans {
  if (plainProse(before) === plainProse(after)) {
    const cited = citationsIn(after);
    return cited.length === 0
      ? [...label, text(': the same words, no longer citing a source.')]
      : [...label, text(': the same words, now citing other sources. '), ...prose(after)];
  }
  const fresh = newSentences(before, after);
  const gone = newSentences(after, before).map((sentence) => ({ ...sentence, sources: [] }));
  if (fresh.length + gone.length === 0) return [...label, text(': the same sentences in another order.')];
  if (gone.length === 0) return [...label, text(' now also says: '), ...inQuotes(fresh, prose)];
  if (fresh.length === 0) return [...label, text(' no longer says: '), ...inQuotes(gone, prose)];
  return [
    ...label,
    text(' now says: '),
    ...inQuotes(fresh, prose),
    text(' Before: '),
    ...inQuotes(gone, prose),
  ];
}

/** The same for a text that may have been added or removed altogether. */
export function partialRewording(
  label: Spans,
  before: string | undefined,
  after: string | undefined,
  prose: DrawProse,
): Spans {
  if (after === undefined) return [...label, text(': no longer stated.')];
  if (before === undefined) return [...label, text(', now stated: '), ...prose(after)];
  return rewording(label, { before, after }, prose);
}
