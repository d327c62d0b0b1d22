import type { Logger } from 'pino';
import { type Alternative, UserError } from '../errors.ts';
import { type Action, type Reply, strong, text } from '../reply.ts';
import { storableText } from '../storable-text.ts';
import { argumentsOf } from './arguments.ts';
import type { Command, CommandContext } from './command.ts';
import { complete } from './complete.ts';
import type { Answer, Dispatcher, Request } from './dispatcher.ts';
import { checkOverheard } from './overheard.ts';
import { type Call, isAboutTopic, readWords, wordsOf } from './parse-words.ts';
import type { QuestionLimits } from './question-limits.ts';
import { isSmallTalk } from './small-talk.ts';
import { usageOf } from './usage.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface DispatcherOptions {
  readonly commands: readonly Command[];
  readonly vocabulary: Vocabulary;
  /** What commands may use, besides who asks and when. */
  readonly services: Omit<
    CommandContext,
    'commands' | 'vocabulary' | 'now' | 'asker' | 'visibility' | 'show'
  >;
  readonly now: () => Temporal.Instant;
  /** What a reply to a command is when only the asker saw the question. */
  readonly visibility: 'private' | 'channel';
  /** Absent: any number of questions. */
  readonly questionLimits?: QuestionLimits;
  readonly log: Logger;
}

/** What greetings, thanks and questions about the bot are answered by, whether somebody types them or asks them. */
const SMALL_TALK_COMMAND = 'hello';
/** Briefings offered where one is missing. */
const OFFERED_TOPICS = 4;

/** The one door into the program: words or options in, a checked command run, a reply out. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { commands, vocabulary, services, now, log } = options;
  const shareables = new WeakMap<Reply, Map<string, Reply>>();

  async function answer(request: Request): Promise<Answer> {
    const visibility = request.audience === 'channel' ? 'channel' : options.visibility;
    let mayHaveChanged = false;
    let words =
      request.input.kind === 'words' ? storableText(request.input.words.trim()) : request.input.command;
    try {
      const call = readRequest(request, commands, vocabulary);
      if (request.overheard) checkOverheard(call, vocabulary);
      words = wordsOf(call);
      const { onBeginning } = request;
      const context: CommandContext = {
        ...services,
        commands,
        vocabulary,
        now: now(),
        asker: request.asker,
        visibility,
        ...(onBeginning ? { show: (reply, plain) => onBeginning({ reply, plain, visibility }) } : {}),
      };
      checkArguments(call, vocabulary);
      if (call.command.limited) await options.questionLimits?.take(request.asker, context.now);
      mayHaveChanged = call.command.changes === true;
      const reply = await call.command.run(call.options, context);
      return {
        reply: visibility === 'private' && !call.command.changes ? shareable(reply, words) : reply,
        words,
        visibility,
        outcome: 'ok',
      };
    } catch (error) {
      const told = explain(error, mayHaveChanged);
      if (told.outcome === 'internal') {
        log.error({ err: error, platform: request.asker.platform }, 'a command failed');
      }
      return { reply: told.reply, words, visibility, outcome: told.outcome };
    }
  }

  /** The same reply gives the same reply again, so that platforms may keep what they drew for it. */
  function shareable(reply: Reply, words: string): Reply {
    const byWords = shareables.get(reply) ?? new Map<string, Reply>();
    shareables.set(reply, byWords);
    const known = byWords.get(words) ?? withShare(reply, words);
    byWords.set(words, known);
    return known;
  }

  return {
    answer,
    complete: async (request) => complete(request, commands, vocabulary),
  };
}

function readRequest({ input }: Request, commands: readonly Command[], vocabulary: Vocabulary): Call {
  const hello = commands.find(({ name }) => name === SMALL_TALK_COMMAND);
  const talks = (words: unknown) =>
    typeof words === 'string' && vocabulary.topic(words) === undefined && isSmallTalk(words);
  if (hello && input.kind === 'words' && talks(input.words)) return { command: hello, options: {} };
  const call = readInput(input, commands, vocabulary);
  return hello && talks(call.options['question']) ? { command: hello, options: {} } : call;
}

function readInput(input: Request['input'], commands: readonly Command[], vocabulary: Vocabulary): Call {
  if (input.kind === 'words') return readWords(storableText(input.words), commands, vocabulary);
  const command = commands.find((candidate) => candidate.name === input.command);
  if (command) return { command, options: storableTexts(input.options) };
  throw new UserError('not_found', `There is no command “${input.command}”.`, 'See all commands:', [
    { label: 'Help', words: 'help' },
  ]);
}

function storableTexts(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'string' ? storableText(value) : value,
    ]),
  );
}

/**
 * Words that give a reply may differ for everyone else only in who sees it, so sharing is saying them again: not
 * for a command that changes something, which would then be done twice.
 */
function withShare(reply: Reply, words: string): Reply {
  const share: Action = { kind: 'share', label: 'Share with channel', words };
  const last = reply.blocks.findLastIndex((block) => block.kind === 'actions');
  const blocks = reply.blocks.map((block, index) =>
    index === last && block.kind === 'actions' ? { ...block, actions: [...block.actions, share] } : block,
  );
  return { ...reply, blocks: last >= 0 ? blocks : [...blocks, { kind: 'actions', actions: [share] }] };
}

/** Throws a `UserError` for what was given wrongly. A `ZodError` from further inside is a fault of the program. */
function checkArguments({ command, options }: Call, vocabulary: Vocabulary): void {
  const issue = command.args.safeParse(options).error?.issues[0];
  if (!issue) return;
  const argument = argumentsOf(command).find(({ name }) => name === issue.path[0]);
  const choice = argument?.values ? `: ${argument.values.join(' or ')}` : '';
  const needs = `“${command.name}” needs ${argument ? argument.description : 'something else'}${choice}`;
  if (argument?.kind === 'topic' && options[argument.name] === undefined && isAboutTopic(command))
    throw new UserError('invalid', `${needs}.`, 'Which one?', [
      ...vocabulary
        .suggest('topic', '', OFFERED_TOPICS)
        .map(({ value, detail }) => ({ label: detail, words: `${command.name} ${value}` })),
      { label: 'All briefings', words: 'list' },
    ]);
  const tooLong = issue.code === 'too_big' && issue.origin === 'string';
  throw new UserError(
    'invalid',
    tooLong ? `${needs}, in at most ${issue.maximum} characters.` : `${needs}.`,
    command.examples[0] === undefined
      ? `Type it like this: ${usageOf(command)}`
      : `For example: ${command.examples[0]}`,
    [{ label: `Help on ${command.name}`, words: `help ${command.name}` }],
  );
}

function explain(
  error: unknown,
  mayHaveChanged: boolean,
): { readonly reply: Reply; readonly outcome: Answer['outcome'] } {
  if (error instanceof UserError) {
    return { reply: errorReply(error.message, error.hint, error.alternatives), outcome: error.code };
  }
  return {
    reply: errorReply(
      'Something went wrong on our side.',
      mayHaveChanged
        ? 'Part of it may have been done: check before you try again, and tell whoever runs the bot; the log has the cause.'
        : 'Nothing was changed. Try again in a moment. If it keeps happening, tell whoever runs the bot; the log has the cause.',
      [],
    ),
    outcome: 'internal',
  };
}

function errorReply(message: string, hint: string, alternatives: readonly Alternative[]): Reply {
  const actions = alternatives.map(
    ({ label, words }): Action => ({ kind: 'run', label, words, where: 'below' }),
  );
  return {
    tone: 'error',
    blocks: [
      { kind: 'notice', level: 'error', spans: [strong(message), text(` ${hint}`)] },
      ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
    ],
  };
}
