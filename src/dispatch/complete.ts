import { type ArgumentOf, argumentsOf } from './arguments.ts';
import type { Command } from './command.ts';
import type { Completion, CompletionRequest } from './dispatcher.ts';
import { isAboutTopic, longestTopic } from './parse-words.ts';
import { typedLine } from './typed-line.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Briefings offered before the commands where nothing is typed yet. */
const FIRST_TOPICS = 3;

/** What could come next, best first: commands and topics, then what the command's arguments can be. */
export function complete(
  { input, limit }: CompletionRequest,
  commands: readonly Command[],
  vocabulary: Vocabulary,
): readonly Completion[] {
  if (input.kind === 'option') {
    const command = commands.find(({ name }) => name === input.command);
    const argument = command && argumentsOf(command).find(({ name }) => name === input.option);
    return argument ? valuesOf(argument, input.partial, '', limit, commands, vocabulary) : [];
  }
  return completeLine(input.words, limit, commands, vocabulary);
}

function completeLine(
  line: string,
  limit: number,
  commands: readonly Command[],
  vocabulary: Vocabulary,
): readonly Completion[] {
  const { words } = typedLine(line);
  const finished = /\s$/.test(line) ? words : words.slice(0, -1);
  const partial = finished.length === words.length ? '' : (words.at(-1) ?? '');
  const [first, ...others] = finished;

  if (first === undefined) {
    const named = commandsLike(partial, commands, '');
    // With nothing typed yet every command fits, and would hide what most people are here for.
    const begin = partial === '' ? topics(partial, '', Math.min(FIRST_TOPICS, limit), vocabulary) : [];
    const rest = topics(partial, '', limit, vocabulary).slice(begin.length);
    return [...begin, ...named, ...rest].slice(0, limit);
  }
  const command = commands.find(({ name }) => name === first.toLowerCase());
  if (command) return completeArgument(command, others, partial, limit, commands, vocabulary);

  const named = longestTopic(finished, vocabulary);
  if (named === finished.length) {
    const prefix = `${finished.join(' ')} `;
    return commandsLike(partial, commands.filter(isAboutTopic), prefix).slice(0, limit);
  }
  return topics(words.join(' '), '', limit, vocabulary);
}

/** Skips the arguments that the finished words already fill, then offers values for the next one. */
function completeArgument(
  command: Command,
  finished: readonly string[],
  partial: string,
  limit: number,
  commands: readonly Command[],
  vocabulary: Vocabulary,
): readonly Completion[] {
  let left = finished;
  let prefix = `${command.name} `;
  for (const argument of argumentsOf(command)) {
    const named = argument.kind === 'topic' ? longestTopic(left, vocabulary) : argument.rest ? 0 : 1;
    if (left.length === 0 || named === 0) {
      const typed = [...left, ...(partial === '' ? [] : [partial])].join(' ');
      return valuesOf(argument, typed, prefix, limit, commands, vocabulary);
    }
    prefix += `${left.slice(0, named).join(' ')} `;
    left = left.slice(named);
  }
  return [];
}

function valuesOf(
  argument: ArgumentOf,
  partial: string,
  prefix: string,
  limit: number,
  commands: readonly Command[],
  vocabulary: Vocabulary,
): readonly Completion[] {
  switch (argument.kind) {
    case 'topic':
    case 'actor':
    case 'tag':
      return vocabulary
        .suggest(argument.kind, partial, limit)
        .map(({ value, detail }) => ({ value, detail, replacement: prefix + value }));
    case 'command':
      return commandsLike(partial, commands, prefix).slice(0, limit);
    case 'choice':
      return (argument.values ?? [])
        .filter((value) => value.startsWith(partial.toLowerCase()))
        .slice(0, limit)
        .map((value) => ({ value, detail: argument.description, replacement: prefix + value }));
    case 'number':
      return [];
    case 'text':
      return (argument.suggest?.(partial, limit, vocabulary) ?? []).map(({ value, detail }) => ({
        value,
        detail,
        replacement: prefix + value,
      }));
  }
}

function topics(
  partial: string,
  prefix: string,
  limit: number,
  vocabulary: Vocabulary,
): readonly Completion[] {
  return vocabulary
    .suggest('topic', partial, limit)
    .map(({ value, detail }) => ({ value, detail, replacement: prefix + value }));
}

function commandsLike(partial: string, commands: readonly Command[], prefix: string): readonly Completion[] {
  return commands
    .filter(({ name, byButton }) => !byButton && name.startsWith(partial.toLowerCase()))
    .map(({ name, summary }) => ({ value: name, detail: summary, replacement: `${prefix}${name}` }));
}
