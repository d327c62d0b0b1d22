import { ANSWER_DAYS } from '../answers/feedback.ts';
import { CONVERSATION_DAYS } from '../answers/question/conversation.ts';

/** How long things are kept. In hours, since an instant knows no days. */
export const RETENTION = {
  /**
   * As long as the answers that cite them, so that "what changed since this time last year" has an answer. What was known at the
   * beginning of that time, and the newest two revisions of each entry, are kept however old they are.
   */
  revisions: { hours: ANSWER_DAYS * 24 },
  /** A file that nobody has read for a month was deleted, or has changed; parsing it again costs milliseconds. */
  parsedFiles: { hours: 30 * 24 },
  /** Slack redelivers an event for about an hour, and up to a day with delayed events on; Discord for minutes. */
  handledEvents: { hours: 7 * 24 },
  /** What is signed can be repeated for five minutes, for ten where a clock is ahead by as much as is allowed. */
  briefEvents: { hours: 1 },
  /** A quarter: `why` and an argument about what was sent look back weeks, not years. */
  deliveries: { hours: 90 * 24 },
  /** Editions that no channel was told last; a delivery under way uses one for hours. */
  editions: { hours: 7 * 24 },
  /** No longer than they are gone on with. */
  conversations: { hours: CONVERSATION_DAYS * 24 },
  /** Of statements that no start has seen for a month; a model makes them again. */
  statementVectors: { hours: 30 * 24 },
  /** Of a platform that no process has joined for a week: finished sooner wherever one has. */
  openDrafts: { hours: 7 * 24 },
  /** What `feedback` tells people. */
  answers: { hours: ANSWER_DAYS * 24 },
} as const;
