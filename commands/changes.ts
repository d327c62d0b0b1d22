import { z } from 'zod';
import { textArgument, topicArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';
import type { Vocabulary } from '../src/dispatch/vocabulary.ts';
import { longestName } from '../src/entries/names/longest-name.ts';
import { looksLikeTime } from '../src/entries/revisions/since.ts';
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
  run: ({ topic, since }, context) =>
    toldChanges(
      {
        ...(topic === undefined ? {} : { entry: context.library.find(topic) }),
        ...(since === undefined ? {} : { since }),
      },
      context,
    ),
});

/**
 * The topic may be several words: those before "since", else the longest beginning that names one. Where none does, a
 * time may stand alone.
 */
function readTopicAndSince(words: readonly string[], vocabulary: Vocabulary): Record<string, unknown> {
  const marker = words.findLastIndex((word) => word.toLowerCase() === 'since');
  const named = longestName(words, vocabulary.topic)?.length;
  const unnamed = looksLikeTime(words.join(' ')) ? 0 : Math.min(words.length, 1);
  const end = marker >= 0 ? marker : (named ?? unnamed);
  const [topic, since] = [words.slice(0, end).join(' '), words.slice(end).join(' ')];
  return { ...(topic === '' ? {} : { topic }), ...(since === '' ? {} : { since }) };
}
