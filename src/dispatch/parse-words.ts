import { longestName } from '../entries/names/longest-name.ts';
import { UserError } from '../errors.ts';
import { type ArgumentOf, argumentsOf } from './arguments.ts';
import type { Command } from './command.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A command and what was given to it, before the schema has checked it. */
export interface Call {
  readonly command: Command;
  readonly options: Readonly<Record<string, unknown>>;
  /** The words it was read from, where the command reads them in an order of its own. */
  readonly said?: readonly string[];
}

/** Longer lines are refused: no question needs more, and everything below is linear in it. */
export const MAXIMUM_LINE = 2000;

/** What an empty line means, and what a topic alone means. */
const DEFAULT_COMMAND = 'list';
const TOPIC_COMMAND = 'show';
/** Where words after a topic go that name no command: `iran-talks what does Oman want?` */
const QUESTION_COMMAND = 'ask';
/** A command whose name also opens questions: `why`, but `why did Oman offer to host?`. */
const ALSO_A_QUESTION = 'why';
const OPENS_QUESTION =
  /^(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|will|would|does|do|did|can|could|should|has|have|and)\b/i;

/**
 * Splits a line as a person typed it: white space of any kind, straight or curly double quotes around several
 * words. Single quotes are apostrophes. An unclosed quote is taken as if it stood at the end.
 */
export function splitWords(line: string): readonly string[] {
  return Array.from(line.matchAll(/["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|[^\s"“”„«»]+/gu), (match) =>
    (match[1] ?? match[0]).replaceAll(/\s+/g, ' ').trim(),
  ).filter((word) => word !== '');
}

/**
 * Finds out which command a line means. The command may come first (`skepticism iran-talks`), after its topic
 * (`iran-talks skepticism`), or not at all (`iran talks`: show it). Throws a `UserError` when nothing fits.
 */
export function readWords(line: string, commands: readonly Command[], vocabulary: Vocabulary): Call {
  if (line.length > MAXIMUM_LINE) {
    throw new UserError('invalid', `That is ${line.length} characters long.`, `Use at most ${MAXIMUM_LINE}.`);
  }
  const words = splitWords(line);
  const find = (name: string | undefined) => commands.find((command) => command.name === name?.toLowerCase());
  const [first, ...rest] = words;
  if (first === undefined) return callOf(need(find(DEFAULT_COMMAND), DEFAULT_COMMAND), [], vocabulary);

  const named = find(first);
  const asks = named?.name === ALSO_A_QUESTION && rest.length > 1 && isQuestion(line);
  if (named && !asks) return callOf(named, rest, vocabulary);

  const show = need(find(TOPIC_COMMAND), TOPIC_COMMAND);
  const ask = find(QUESTION_COMMAND);
  const topicLength = longestTopic(words, vocabulary);
  if (topicLength > 0) {
    const topic = words.slice(0, topicLength).join(' ');
    const [next, ...others] = words.slice(topicLength);
    if (next === undefined) return { command: show, options: { topic } };
    const about = sectionNamed(next, commands);
    if (about) return callOf(about, [topic, ...others], vocabulary, topic);
    if (ask) return { command: ask, options: { topic, question: [next, ...others].join(' ') } };
  }
  if (ask && isQuestion(line)) return { command: ask, options: { question: line.trim() } };
  const last = sectionNamed(words.at(-1), commands);
  if (last) return { command: last, options: { topic: words.slice(0, -1).join(' ') } };
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
  if (said) return [command.name, ...said.map((word) => (/\s/.test(word) ? `"${word}"` : word))].join(' ');
  // What takes the rest of the line comes last, wherever an option list has it.
  const last = (argument: { readonly rest?: boolean }) => (argument.rest ? 1 : 0);
  const ordered = argumentsOf(command).toSorted((a, b) => last(a) - last(b));
  const parts = ordered.flatMap(({ name, rest }) => {
    const value = options[name];
    if (value === undefined) return [];
    const text = String(value).replaceAll(/["“”„«»]/g, '');
    return rest || !/\s/.test(text) ? [text] : [`"${text}"`];
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

function callOf(command: Command, words: readonly string[], vocabulary: Vocabulary, topic?: string): Call {
  if (command.readWords) return { command, options: command.readWords(words, vocabulary), said: words };
  const left = topic === undefined ? words : words.slice(1);
  return { command, options: readArguments(command, left, vocabulary, topic) };
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
