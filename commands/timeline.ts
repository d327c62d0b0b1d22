import { z } from 'zod';
import { topicArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';

export const timeline = defineCommand({
  name: 'timeline',
  summary: 'What happened when, and what is due',
  args: z.object({ topic: topicArgument() }),
  examples: ['timeline iran-talks', 'iran-talks timeline'],
  run: ({ topic }, context) =>
    context.briefingReplies.section(context.library.find(topic), 'timeline', todayOf(context)),
});
