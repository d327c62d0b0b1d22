import { z } from 'zod';
import { topicArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';

export const actors = defineCommand({
  name: 'actors',
  summary: 'Everyone with a stake in a story: role, position, aims, leverage, and a map',
  args: z.object({ topic: topicArgument() }),
  examples: ['actors iran-talks', 'iran-talks actors'],
  run: ({ topic }, context) =>
    context.briefingReplies.section(context.library.find(topic), 'actors', todayOf(context)),
});
