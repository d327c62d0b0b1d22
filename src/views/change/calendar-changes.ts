import { text } from '../../reply.ts';
import { day } from './phrases.ts';
import type { Sentences } from './sentences.ts';

/** What passing days alone brought about. */
export const passingDaysSentences = {
  stale: ({ reviewBy }) => [text('Stale: the review was due on '), ...day(reviewBy), text('.')],
  'event-due': ({ event }, prose) => [
    text('Due '),
    ...day(event.date),
    text(', not yet reported as having happened: '),
    ...prose(event.text),
  ],
} satisfies Partial<Sentences>;
