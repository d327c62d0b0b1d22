import { z } from 'zod';
import { defineCommand, todayOf, topicArgument } from '../src/command.ts';
import { briefingReply } from '../src/views/briefing.ts';

export const show = defineCommand({
  name: 'show',
  summary: 'A briefing on one screen: summary, key actors, skepticism, outlook',
  args: z.object({ topic: topicArgument() }),
  examples: ['show iran-talks', 'iran-talks', 'iran talks'],
  run: ({ topic }, context) => briefingReply(context.library.find(topic), todayOf(context)),
});
