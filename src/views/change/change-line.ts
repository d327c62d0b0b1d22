import type { Change } from '../../entries/diff/change.ts';
import type { ScaleTerm } from '../../entries/scales.ts';
import { formatEstimate } from '../../plain-text.ts';
import { emphasis, type Span, type Spans, text } from '../../reply.ts';
import { changeSentence } from './change-sentence.ts';
import { statedReason } from './stated-reason.ts';

/** Characters of one line in a digest: about two lines on a telephone, enough for a claim or a sentence. */
export const LINE_LENGTH = 240;

/** The change as one line of a digest: an arrow for a likelihood, else its sentence, cut with "…" where long. */
export function changeLine(change: Change): Spans {
  if (change.kind !== 'likelihood') return cutSpans(changeSentence(change), LINE_LENGTH);
  const reason = statedReason(change.newText);
  return cutSpans(
    [
      emphasis(change.scenario),
      text(`: ${termOf(change.before)} → ${formatEstimate(change.after)}`),
      ...(reason === undefined ? [] : [text(`, because ${reason.text}`)]),
    ],
    LINE_LENGTH,
  );
}

function termOf(estimate: ScaleTerm | undefined): string {
  return estimate?.term ?? formatEstimate(undefined);
}

/** At most `length` characters of text, cut between words; days and citations are kept whole. */
export function cutSpans(spans: Spans, length: number): Spans {
  const kept: Span[] = [];
  let left = length;
  for (const span of spans) {
    if (span.kind !== 'text') {
      kept.push(span);
      continue;
    }
    if (span.text.length <= left) {
      kept.push(span);
      left -= span.text.length;
      continue;
    }
    const cut = span.text.slice(0, left).replace(/\s+\S*$/u, '');
    kept.push({ ...span, text: `${cut.replace(/[\s,;:.]+$/u, '')} …` });
    return kept;
  }
  return kept;
}
