import { z } from 'zod';
import { actorArgument } from '../src/dispatch/arguments.ts';
import { defineCommand, todayOf } from '../src/dispatch/command.ts';
import { actorReply } from '../src/views/actor.ts';

export const actor = defineCommand({
  name: 'actor',
  summary: 'One actor across all briefings',
  args: z.object({ name: actorArgument() }),
  examples: ['actor Oman', 'actor white house'],
  run: ({ name }, context) => actorReply(context.library.findActor(name), todayOf(context)),
});
