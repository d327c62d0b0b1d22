import { text } from '../../reply.ts';
import { drawPlain } from './draw-prose.ts';
import { quoted, sentenceList } from './phrases.ts';
import { rewording } from './rewording.ts';
import type { Sentences } from './sentences.ts';

/** Status, title, bottom line and summary. */
export const textSentences = {
  status: ({ before, after }) => [text(`Status went from ${before} to ${after}.`)],
  title: ({ before, after }) => [text(`The briefing “${before}” is now called “${after}”.`)],
  'bottom-line': (change, prose) => rewording([text('Bottom line')], change, prose),
  summary: ({ added, removed, reworded }, prose) =>
    sentenceList([
      ...added.map((paragraph) => [text('Summary, new paragraph: '), ...quoted(paragraph, prose)]),
      ...reworded.map((pair) => rewording([text('Summary')], pair, prose)),
      ...removed.map((paragraph) => [text('Summary no longer has: '), ...quoted(paragraph, drawPlain)]),
    ]),
} satisfies Partial<Sentences>;
