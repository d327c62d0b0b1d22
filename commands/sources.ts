import { z } from 'zod';
import { topicArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';

export const sources = defineCommand({
  name: 'sources',
  summary: 'What a briefing rests on: every source with its grade and origin',
  args: z.object({ topic: topicArgument() }),
  examples: ['sources iran-talks', 'iran-talks sources'],
  run: ({ topic }, context) =>
    context.briefingReplies.section(context.library.find(topic), 'sources', todayOf(context)),
});
