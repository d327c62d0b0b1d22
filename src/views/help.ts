import { type ArgumentOf, argumentsOf } from '../dispatch/arguments.ts';
import type { Command } from '../dispatch/command.ts';
import { usageOf } from '../dispatch/usage.ts';
import type { Action, Reply, Span } from '../reply.ts';
import { strong, text } from '../reply.ts';

/** Where to begin. */
export const HELP_ACTIONS: readonly Action[] = [
  { kind: 'run', label: 'All briefings', words: 'list', where: 'below' },
];

/** Every command in a line. */
export function overviewHelp(commands: readonly Command[]): Reply {
  return {
    tone: 'plain',
    blocks: [
      { kind: 'heading', level: 1, text: 'What you can ask' },
      {
        kind: 'text',
        spans: [
          text('Type the name of a briefing, such as '),
          { kind: 'command', words: 'iran-talks' },
          text(', or one of these:'),
        ],
      },
      {
        kind: 'list',
        items: commands
          .filter(({ byButton }) => !byButton)
          .map((command): readonly Span[] => [
            { kind: 'command', words: usageOf(command) },
            text(`: ${command.summary}.`),
          ]),
      },
      { kind: 'actions', actions: HELP_ACTIONS },
    ],
  };
}

/** One command with its arguments and examples; the examples are buttons. */
export function commandHelp(command: Command): Reply {
  const named = argumentsOf(command);
  return {
    tone: 'plain',
    blocks: [
      { kind: 'heading', level: 1, text: command.name },
      { kind: 'text', spans: [text(`${command.summary}.`)] },
      { kind: 'text', spans: [strong('Usage: '), { kind: 'command', words: usageOf(command) }] },
      ...(named.length > 0
        ? [
            {
              kind: 'fields',
              fields: named.map((argument) => ({ label: argument.name, value: [text(describe(argument))] })),
            } as const,
          ]
        : []),
      {
        kind: 'list',
        items: command.examples.map((words) => [text('Example: '), { kind: 'command', words } as const]),
      },
      {
        kind: 'actions',
        actions: command.examples
          .slice(0, 2)
          .map((words): Action => ({ kind: 'run', label: words, words, where: 'below' })),
      },
    ],
  };
}

function describe({ description, required, values }: ArgumentOf): string {
  const choice = values ? `: ${values.join(' or ')}` : '';
  return `${description}${choice}${required ? '' : ' (may be left out)'}`;
}
