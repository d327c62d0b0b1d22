import { text } from '../../reply.ts';
import { drawPlain } from './draw-prose.ts';
import { day } from './phrases.ts';
import { rewording } from './rewording.ts';
import type { Sentences } from './sentences.ts';

export const eventSentences = {
  'event-added': ({ event }, prose) => [
    text(event.expected ? 'Timeline, now expected for ' : 'Timeline, new event of '),
    ...day(event.date),
    text(': '),
    ...prose(event.text),
  ],
  'event-removed': ({ event }) => [
    text(event.expected ? 'Timeline, no longer expected for ' : 'Timeline, no longer listed for '),
    ...day(event.date),
    text(': '),
    ...drawPlain(event.text),
  ],
  'event-happened': ({ event, expectedOn }, prose) => [
    text('Timeline, happened as of '),
    ...day(event.date),
    ...(event.date === expectedOn ? [] : [text(' (it had been expected on '), ...day(expectedOn), text(')')]),
    text(': '),
    ...prose(event.text),
  ],
  'event-moved': ({ event, previously }, prose) => [
    text('Timeline, the date went from '),
    ...day(previously),
    text(' to '),
    ...day(event.date),
    text(': '),
    ...prose(event.text),
  ],
  'event-reworded': ({ date, before, after }, prose) =>
    rewording([text('Timeline, '), ...day(date)], { before, after }, prose),
} satisfies Partial<Sentences>;
