import { z } from 'zod';
import { commandArgument } from '../src/dispatch/arguments.ts';
import { defineCommand } from '../src/dispatch/command.ts';
import { UserError } from '../src/errors.ts';
import { commandHelp, overviewHelp } from '../src/views/help.ts';

export const help = defineCommand({
  name: 'help',
  summary: 'What you can ask, or how one command is used',
  args: z.object({ command: commandArgument().optional() }),
  examples: ['help', 'help changes'],
  run: ({ command: name }, { commands }) => {
    if (name === undefined) return overviewHelp(commands);
    const found = commands.find((command) => command.name === name.toLowerCase());
    if (found) return commandHelp(found);
    throw new UserError('not_found', `There is no command “${name}”.`, 'See all commands:', [
      { label: 'Help', words: 'help' },
    ]);
  },
});
