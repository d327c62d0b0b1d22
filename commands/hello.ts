import { z } from 'zod';
import { defineCommand } from '../src/dispatch/command.ts';
import { helloReply } from '../src/views/hello.ts';

export const hello = defineCommand({
  name: 'hello',
  summary: 'In a line, what Rapporteur does; also the answer to greetings, thanks and “who are you?”',
  args: z.object({}),
  examples: ['hello'],
  run: () => helloReply(),
});
