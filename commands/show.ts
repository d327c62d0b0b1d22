import { z } from 'zod';
import { topicArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';

export const show = defineCommand({
  name: 'show',
  summary: 'A briefing on one screen: summary, key actors, skepticism, outlook',
  args: z.object({ topic: topicArgument() }),
  examples: ['show iran-talks', 'iran-talks', 'iran talks'],
  run: ({ topic }, context) =>
    context.briefingReplies.briefing(context.library.find(topic), todayOf(context)),
});
