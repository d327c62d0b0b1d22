import { z } from 'zod';
import { topicArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';

export const outlook = defineCommand({
  name: 'outlook',
  summary: 'What may come next: scenarios with likelihood, confidence and signposts',
  args: z.object({ topic: topicArgument() }),
  examples: ['outlook iran-talks', 'iran-talks outlook'],
  run: ({ topic }, context) =>
    context.briefingReplies.section(context.library.find(topic), 'outlook', todayOf(context)),
});
