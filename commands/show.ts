import { z } from 'zod';
import { topicArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';
import { takenAwayNamed } from '../src/entries/taken-away.ts';
import { toldChanges } from '../src/views/told-changes.ts';

export const show = defineCommand({
  name: 'show',
  summary: 'A briefing on one screen: summary, key actors, skepticism, outlook',
  args: z.object({ topic: topicArgument() }),
  examples: ['show iran-talks', 'iran-talks', 'iran talks'],
  run: async ({ topic }, context) => {
    const { library, revisions, now, briefingReplies } = context;
    // Without the database nothing is known to be gone, and briefings are shown all the same.
    const removal = await takenAwayNamed(topic, library, revisions, now).catch(() => undefined);
    // Who looks for what is gone is told when it went, and what it said last.
    return removal
      ? toldChanges({ removal }, context)
      : briefingReplies.briefing(library.find(topic), todayOf(context));
  },
});
