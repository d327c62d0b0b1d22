import { z } from 'zod';
import { textArgument, topicArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';
import type { Vocabulary } from '../src/dispatch/vocabulary.ts';
import { longestName } from '../src/entries/names/longest-name.ts';
import { looksLikeTime } from '../src/entries/revisions/since.ts';
import { takenAwayNamed } from '../src/entries/taken-away.ts';
import { toldChanges } from '../src/views/told-changes.ts';

export const changes = defineCommand({
  name: 'changes',
  summary: 'What changed since a given day, in one briefing or in all',
  args: z.object({
    topic: topicArgument('only this briefing: its id, title or another name').optional(),
    since: textArgument('since when: monday, yesterday, 3 days, last week, 2026-02-04', 60).optional(),
  }),
  examples: [
    'changes iran-talks',
    'changes iran-talks since monday',
    'changes iran-talks 2 weeks',
    'changes since yesterday',
    'changes yesterday',
    'changes 3 days',
    'changes last week',
  ],
  readWords: readTopicAndSince,
  run: async ({ topic, since }, context) => {
    const told = since === undefined ? {} : { since };
    if (topic === undefined) return toldChanges(told, context);
    const { library, revisions, now } = context;
    const removal = await takenAwayNamed(topic, library, revisions, now);
    return toldChanges({ ...told, ...(removal ? { removal } : { entry: library.find(topic) }) }, context);
  },
});

/** Words of the longest time: "the 4th of February 2026". */
const LONGEST_TIME = 5;

/**
 * The topic may be several words: those before "since", else the longest beginning that names one. Where none does, as
 * where the briefing was taken away, all words before a time are.
 */
function readTopicAndSince(words: readonly string[], vocabulary: Vocabulary): Record<string, unknown> {
  const marker = words.findLastIndex((word) => word.toLowerCase() === 'since');
  const end =
    marker >= 0 ? marker : (longestName(words, vocabulary.topic)?.length ?? lengthBeforeTime(words));
  const [topic, since] = [words.slice(0, end).join(' '), words.slice(end).join(' ')];
  return { ...(topic === '' ? {} : { topic }), ...(since === '' ? {} : { since }) };
}

/** How many words stand before the time that the others name: all, where they name none. */
function lengthBeforeTime(words: readonly string[]): number {
  const first = Math.max(0, words.length - LONGEST_TIME);
  const at = words.slice(first).findIndex((_, index) => looksLikeTime(words.slice(first + index).join(' ')));
  return at < 0 ? words.length : first + at;
}
