import { byKind } from '../../by-kind.ts';
import type { Change } from '../../entries/diff/change.ts';
import type { Spans } from '../../reply.ts';
import { actorSentences } from './actors.ts';
import { passingDaysSentences } from './calendar-changes.ts';
import { type DrawProse, drawPlain } from './draw-prose.ts';
import { outlookSentences } from './outlook.ts';
import { relationSentences } from './relations.ts';
import type { Sentences } from './sentences.ts';
import { skepticismSentences } from './skepticism.ts';
import { sourceSentences } from './sources.ts';
import { textSentences } from './text.ts';
import { eventSentences } from './timeline.ts';

/** A kind of change that nothing tells does not compile. */
const sentences: Sentences = {
  ...textSentences,
  ...outlookSentences,
  ...skepticismSentences,
  ...actorSentences,
  ...relationSentences,
  ...eventSentences,
  ...sourceSentences,
  ...passingDaysSentences,
};

/**
 * The change as a sentence an editor would write. Whatever explains a change is the entry's own words;
 * where the entry gives no reason, none is given.
 */
export function changeSentence(change: Change, prose: DrawProse = drawPlain): Spans {
  return byKind(sentences, change, prose);
}
