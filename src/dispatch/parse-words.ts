import { longestName } from '../entries/names/longest-name.ts';
import { UserError } from '../errors.ts';
import { type ArgumentOf, argumentsOf } from './arguments.ts';
import type { Command } from './command.ts';
import { areOnlyCourtesy, openingOf } from './opening.ts';
import { named, quoted, type TypedLine, typedLine, without } from './typed-line.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A command and what was given to it, before the schema has checked it. */
export interface Call {
  readonly command: Command;
  readonly options: Readonly<Record<string, unknown>>;
  /** What it was read from, as typed, where the command reads its words in an order of its own. */
  readonly said?: string;
  /** The line, where it asks for a briefing in other words than a command's. */
  readonly opening?: string;
}

/** Longer lines are refused: no question needs more, and everything below is linear in it. */
export const MAXIMUM_LINE = 2000;

/** What an empty line means, and what a topic alone means. */
const DEFAULT_COMMAND = 'list';
const TOPIC_COMMAND = 'show';
/** Where words after a topic go that name no command: `iran-talks what does Oman want?` */
const QUESTION_COMMAND = 'ask';
const HELP_COMMAND = 'help';
/** Words of a name that no briefing has: it may be meant for another. More of them say something. */
const LONGEST_UNKNOWN_NAME = 2;
/** A command whose name also opens questions: `why`, but `why did Oman offer to host?`. */
const ALSO_A_QUESTION = 'why';
const OPENS_QUESTION =
  /^(?:whos?|whom|whose|whats?|when|wheres?|why|which|hows?|is|are|was|were|will|would|does|do|did|can|could|should|has|have|and)\b/i;
/** "Who hosts", "what’s new": no name begins like this. */
const ONLY_A_QUESTION = /^(?:whos?|whom|whose|whats?|when|wheres?|which|hows?|and)\b/i;

/**
 * Finds out which command a line means. The command may come first (`skepticism iran-talks`), after its topic
 * (`iran-talks skepticism`), or not at all (`iran talks`: show it). Whatever else is several words is a question. Throws a
 * `UserError` when nothing fits.
 */
export function readWords(typed: string, commands: readonly Command[], vocabulary: Vocabulary): Call {
  if (typed.length > MAXIMUM_LINE) {
    throw new UserError(
      'invalid',
      `That is ${typed.length} characters long.`,
      `Use at most ${MAXIMUM_LINE}.`,
    );
  }
  const line = typedLine(typed);
  const find = (name: string | undefined) => commands.find((command) => command.name === name?.toLowerCase());
  const [first, ...rest] = line.words;
  const list = need(find(DEFAULT_COMMAND), DEFAULT_COMMAND);
  if (first === undefined) return callOf(list, line, vocabulary);

  const command = find(first);
  const asks = command?.name === ALSO_A_QUESTION && rest.length > 1 && isQuestion(typed);
  const show = need(find(TOPIC_COMMAND), TOPIC_COMMAND);
  const name = command === show ? rest : command ? [] : line.words;
  const isName = name.length === 0 || vocabulary.topic(name.join(' ')) !== undefined;
  const opening = isName ? undefined : openingOf(typed, vocabulary);
  if (opening?.topic !== undefined)
    return { command: show, options: { topic: opening.topic }, opening: typed };
  if (command && !asks) return callOf(command, without(1, line), vocabulary);
  if (opening) return callOf(list, typedLine(''), vocabulary);

  return (
    namedTopicCall(line, show, commands, vocabulary) ??
    commandAskedFor(line, commands) ??
    unnamedCall(line, typed, show, commands, vocabulary)
  );
}

/** A line that begins with a briefing's name. */
function namedTopicCall(
  line: TypedLine,
  show: Command,
  commands: readonly Command[],
  vocabulary: Vocabulary,
): Call | undefined {
  const length = longestTopic(line.words, vocabulary);
  if (length === 0) return undefined;
  const topic = line.words.slice(0, length).join(' ');
  const rest = without(length, line);
  const [next] = rest.words;
  if (next === undefined) return { command: show, options: { topic } };
  const about = sectionNamed(next, commands);
  if (about) return callOf(about, named(topic, without(1, rest)), vocabulary, topic);
  const ask = commands.find(({ name }) => name === QUESTION_COMMAND);
  return ask && { command: ask, options: { topic, question: rest.from(0) } };
}

/** "ask?", "help!": a command that somebody wonders about, and that no briefing could answer. */
function commandAskedFor({ words }: TypedLine, commands: readonly Command[]): Call | undefined {
  const [only, ...others] = words;
  const name = only?.replace(/[?!.]{1,3}$/, '').toLowerCase();
  if (name === only?.toLowerCase() || others.length > 0 || name === ALSO_A_QUESTION) return undefined;
  const command = commands.find((each) => each.name === name);
  if (!command || isAboutTopic(command)) return undefined;
  const runs = !command.changes && argumentsOf(command).every(({ required }) => !required);
  if (runs) return { command, options: {} };
  const help = commands.find((each) => each.name === HELP_COMMAND);
  return help && { command: help, options: { command: command.name } };
}

/** A question, a section of what no briefing is called, several words that say something, or a name that nobody knows. */
function unnamedCall(
  line: TypedLine,
  typed: string,
  show: Command,
  commands: readonly Command[],
  vocabulary: Vocabulary,
): Call {
  const { words } = line;
  const ask = commands.find(({ name }) => name === QUESTION_COMMAND);
  const question = ask && { command: ask, options: { question: typed.trim() } };
  if (question && (isQuestion(typed) || (words.length > 1 && ONLY_A_QUESTION.test(typed.trim()))))
    return question;
  const last = sectionNamed(words.at(-1), commands);
  const before = words.slice(0, -1);
  if (last && areOnlyCourtesy(before)) return { command: last, options: {} };
  if (last && before.length <= LONGEST_UNKNOWN_NAME)
    return { command: last, options: { topic: before.join(' ') } };
  if (question && words.length > LONGEST_UNKNOWN_NAME && !vocabulary.isName(words.join(' '))) return question;
  return { command: show, options: { topic: words.join(' ') } };
}

/** A command about a topic by its name; after a topic, `actor` can only mean its `actors`. */
function sectionNamed(word: string | undefined, commands: readonly Command[]): Command | undefined {
  const name = word?.toLowerCase();
  return commands.find(
    (command) => isAboutTopic(command) && (command.name === name || command.name === `${name}s`),
  );
}

/** It ends as a question, or opens as one and goes on for more than a word. */
export function isQuestion(line: string): boolean {
  return line.trimEnd().endsWith('?') || (OPENS_QUESTION.test(line) && line.split(/\s/, 3).length === 3);
}

/** The same call as words: what a person could type to repeat it. */
export function wordsOf({ command, options, said }: Call): string {
  if (said !== undefined) return `${command.name} ${said}`.trimEnd();
  // What takes the rest of the line comes last, wherever an option list has it.
  const last = (argument: { readonly rest?: boolean }) => (argument.rest ? 1 : 0);
  const ordered = argumentsOf(command).toSorted((a, b) => last(a) - last(b));
  const parts = ordered.flatMap(({ name, rest, kind }) => {
    const value = options[name];
    if (value === undefined) return [];
    if (rest && kind === 'text') return [String(value)];
    const text = String(value).replaceAll(/["“”„«»]/g, '');
    return [rest ? text : quoted(text)];
  });
  return [command.name, ...parts].join(' ');
}

/** How many of the first words name a topic exactly; 0 for none. The longest name wins. */
export function longestTopic(words: readonly string[], vocabulary: Vocabulary): number {
  return longestName(words, vocabulary.topic)?.length ?? 0;
}

/** Whether a command is about one briefing, so that the briefing may be named before it. */
export function isAboutTopic(command: Command): boolean {
  return argumentsOf(command)[0]?.kind === 'topic';
}

function callOf(command: Command, line: TypedLine, vocabulary: Vocabulary, topic?: string): Call {
  const { words, from } = line;
  if (command.readWords)
    return { command, options: command.readWords(words, vocabulary, from), said: from(0) };
  const left = topic === undefined ? withoutCourtesy(command, words, vocabulary) : words.slice(1);
  return { command, options: readArguments(command, left, vocabulary, topic) };
}

/** "Outlook for the Iran talks": what stands before the name is no part of it. */
function withoutCourtesy(
  command: Command,
  words: readonly string[],
  vocabulary: Vocabulary,
): readonly string[] {
  if (!isAboutTopic(command) || longestTopic(words, vocabulary) > 0) return words;
  const start = words.findIndex((_, at) => longestTopic(words.slice(at), vocabulary) > 0);
  return start > 0 && areOnlyCourtesy(words.slice(0, start)) ? words.slice(start) : words;
}

function readArguments(
  command: Command,
  words: readonly string[],
  vocabulary: Vocabulary,
  topic: string | undefined,
): Record<string, unknown> {
  const options: Record<string, unknown> = topic === undefined ? {} : { topic };
  const wanted = argumentsOf(command).filter((argument) => !(argument.name in options));
  let left = words;
  for (const [index, argument] of wanted.entries()) {
    const taken = wordsTaken(argument, left, vocabulary, index === wanted.length - 1);
    if (taken > 0) options[argument.name] = argumentValue(argument, left.slice(0, taken));
    left = left.slice(taken);
  }
  if (left.length > 0) {
    throw new UserError(
      'invalid',
      `I do not know what to do with “${left.join(' ')}” after “${command.name}”.`,
      'See how it is used:',
      [{ label: `Help on ${command.name}`, words: `help ${command.name}` }],
    );
  }
  return options;
}

function wordsTaken(
  argument: ArgumentOf,
  words: readonly string[],
  vocabulary: Vocabulary,
  isLast: boolean,
): number {
  if (words.length === 0) return 0;
  if (argument.rest) return words.length;
  switch (argument.kind) {
    case 'topic': {
      const named = longestTopic(words, vocabulary);
      if (isLast && (named === 0 || argument.required)) return words.length;
      return named > 0 || !argument.required ? named : 1;
    }
    case 'choice':
      return argument.values?.includes(words[0]?.toLowerCase() ?? '') || argument.required ? 1 : 0;
    case 'actor':
    case 'tag':
    case 'command':
    case 'number':
    case 'text':
      return 1;
  }
}

function argumentValue(argument: ArgumentOf, words: readonly string[]): string {
  const value = words.join(' ');
  return argument.kind === 'choice' || argument.kind === 'command' ? value.toLowerCase() : value;
}

function need(command: Command | undefined, name: string): Command {
  if (!command) throw new Error(`the command list has no “${name}”`);
  return command;
}
