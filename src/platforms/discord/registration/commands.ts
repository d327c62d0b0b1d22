import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { type ArgumentOf, argumentsOf } from '../../../dispatch/arguments.ts';
import type { Command } from '../../../dispatch/command.ts';
import { cut } from '../../cut.ts';
import { COMMAND } from '../limits.ts';

export const COMMAND_NAME = 'brief';
export const ASK_ABOUT_MESSAGE = 'Ask the briefings';

/** What Discord shows while one types `/brief`: made from the same schemas that check the arguments. */
export function commandDefinitions(
  commands: readonly Command[],
  where: 'everywhere' | 'guild',
): readonly RESTPostAPIApplicationCommandsJSONBody[] {
  const chosen = commands.filter(({ byButton }) => !byButton);
  if (chosen.length > COMMAND.subcommands)
    throw new Error(
      `Discord takes ${COMMAND.subcommands} subcommands of /${COMMAND_NAME}, but there are ${chosen.length}`,
    );
  // A command of one server has neither: it is where it is.
  const reach =
    where === 'everywhere'
      ? {
          contexts: [
            InteractionContextType.Guild,
            InteractionContextType.BotDM,
            InteractionContextType.PrivateChannel,
          ],
          integration_types: [
            ApplicationIntegrationType.GuildInstall,
            ApplicationIntegrationType.UserInstall,
          ],
        }
      : {};
  const brief: RESTPostAPIApplicationCommandsJSONBody = {
    type: ApplicationCommandType.ChatInput,
    name: COMMAND_NAME,
    description: 'Briefings on developing stories: what happened, who matters, what to doubt, what may come',
    options: chosen.map(subcommand),
    ...reach,
  };
  const total = textLength(brief);
  if (total > COMMAND.total)
    throw new Error(`Discord takes ${COMMAND.total} characters in /${COMMAND_NAME}, but there are ${total}`);
  return [brief, { type: ApplicationCommandType.Message, name: ASK_ABOUT_MESSAGE, ...reach }];
}

function subcommand(command: Command): APIApplicationCommandSubcommandOption {
  const all = argumentsOf(command);
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: command.name,
    description: cut(command.summary, COMMAND.description),
    // Discord wants the required ones first.
    options: [...all.filter((each) => each.required), ...all.filter((each) => !each.required)].map(option),
  };
}

function option(argument: ArgumentOf): APIApplicationCommandBasicOption {
  const described = {
    name: argument.name,
    description: cut(argument.description, COMMAND.description),
    required: argument.required,
  };
  const base = { type: ApplicationCommandOptionType.String, ...described } as const;
  const length = Math.min(argument.maximum ?? COMMAND.optionLength, COMMAND.optionLength);
  switch (argument.kind) {
    case 'choice': {
      const values = argument.values ?? [];
      return values.length <= COMMAND.choices
        ? { ...base, choices: values.map((value) => ({ name: value, value })) }
        : { ...base, autocomplete: true };
    }
    case 'number':
      return {
        type: ApplicationCommandOptionType.Integer,
        ...described,
        ...(argument.range ? { min_value: argument.range.least, max_value: argument.range.greatest } : {}),
      };
    case 'text':
      return { ...base, max_length: length, ...(argument.suggest ? { autocomplete: true } : {}) };
    case 'topic':
    case 'actor':
    case 'tag':
    case 'command':
      return { ...base, autocomplete: true, max_length: length };
  }
}

/** Names, descriptions and values together, as Discord counts them. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textLength(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, each]) =>
      sum +
      (typeof each === 'string' && ['name', 'description', 'value'].includes(key)
        ? each.length
        : textLength(each)),
    0,
  );
}
