import { z } from 'zod';
import { textArgument, topicArgument } from '../src/desk/arguments.ts';
import { type CommandContext, defineCommand, todayOf } from '../src/desk/command.ts';
import type { Vocabulary } from '../src/desk/vocabulary.ts';
import type { Change } from '../src/entries/diff/change.ts';
import { changesBetween } from '../src/entries/diff/diff.ts';
import { changesOfDays } from '../src/entries/diff/passing-days.ts';
import type { Entry } from '../src/entries/entry.ts';
import type { Revision } from '../src/entries/revisions/revision.ts';
import { parseSince } from '../src/entries/revisions/since.ts';
import { type Span, text } from '../src/reply.ts';
import { changesReply, LONGER } from '../src/views/changes.ts';

/** What "lately" means when nobody says since when. */
const DEFAULT_SINCE = '7 days';

/** How many versions back the oldest known one is looked for. */
const HISTORY_LIMIT = 500;

export const changes = defineCommand({
  name: 'changes',
  summary: 'What changed in a briefing since a day you name',
  args: z.object({
    topic: topicArgument(),
    since: textArgument('since when: monday, yesterday, 3 days, last week, 2026-02-04', 60).optional(),
  }),
  examples: ['changes iran-talks', 'changes iran-talks since monday', 'changes iran-talks 2 weeks'],
  readWords: readTopicAndSince,
  run: async ({ topic, since }, context) => {
    const entry = context.library.find(topic);
    const from = parseSince(since ?? DEFAULT_SINCE, context.now, context.asker.zone);
    const known = await context.revisions.at(entry.id, from);
    const before = known ?? (await context.revisions.history(entry.id, HISTORY_LIMIT)).at(-1);
    const furthest = parseSince(LONGER.since, context.now, context.asker.zone);
    const isOldest = known === undefined && before !== undefined;
    return changesReply(
      entry,
      {
        changes: changesOf(entry, before, from, context),
        since: isOldest
          ? [time(before.seenAt), text(', when this briefing was first seen here')]
          : [time(from)],
        longer: Temporal.Instant.compare(furthest, from) < 0,
      },
      todayOf(context),
    );
  },
});

function changesOf(
  entry: Entry,
  before: Revision | undefined,
  from: Temporal.Instant,
  context: CommandContext,
): readonly Change[] {
  return [
    ...(before === undefined ? [] : changesBetween(before.entry, entry)),
    ...changesOfDays(entry, from.toZonedDateTimeISO(context.asker.zone).toPlainDate(), todayOf(context)),
  ];
}

function time(at: Temporal.Instant): Span {
  return { kind: 'time', at: at.epochMilliseconds, style: 'date-time' };
}

/** The topic may be several words: those before "since", else the longest beginning that names one. */
function readTopicAndSince(words: readonly string[], vocabulary: Vocabulary): Record<string, unknown> {
  const marker = words.findLastIndex((word, index) => index > 0 && word.toLowerCase() === 'since');
  if (marker > 0) return { topic: words.slice(0, marker).join(' '), since: words.slice(marker).join(' ') };
  const named = words.findLastIndex(
    (_, index) => vocabulary.topic(words.slice(0, index + 1).join(' ')) !== undefined,
  );
  const end = Math.max(named, 0) + 1;
  const since = words.slice(end).join(' ');
  return { topic: words.slice(0, end).join(' '), ...(since === '' ? {} : { since }) };
}
