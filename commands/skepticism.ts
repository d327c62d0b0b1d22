import { z } from 'zod';
import { topicArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';

export const skepticism = defineCommand({
  name: 'skepticism',
  summary: 'What to doubt in a story: each claim, who doubts it, why, and what would settle it',
  args: z.object({ topic: topicArgument() }),
  examples: ['skepticism iran-talks', 'iran-talks skepticism'],
  run: ({ topic }, context) =>
    context.briefingReplies.section(context.library.find(topic), 'skepticism', todayOf(context)),
});
