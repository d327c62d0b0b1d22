import { z } from 'zod';
import type { Answers } from './answers/answers.ts';
import type { Digests } from './digests/digests.ts';
import type { Library } from './entries/library.ts';
import type { Revisions } from './entries/revisions/revision.ts';
import type { ErrorCode } from './errors.ts';
import type { Reply } from './reply.ts';
import type { StatementSearch } from './search/statement-search.ts';
import type { DrawnBriefings } from './views/drawn-briefings.ts';

/**
 * One thing a person can ask. The zod schema of `args` feeds the words parser, Discord's options,
 * completion, `help` and the README; the order of its keys is the order in which words are read.
 */
export interface CommandDefinition<Args extends z.ZodObject> {
  /** What people type: lower case, one word. */
  readonly name: string;
  /** At most 100 characters (Discord's limit of a description), no final stop. */
  readonly summary: string;
  readonly args: Args;
  /** Words as typed, without the prefix. Each is run by a test. */
  readonly examples: readonly string[];
  /** Reads the words after the command's name where the order of `args` is not enough. */
  readonly readWords?: (words: readonly string[], vocabulary: Vocabulary) => Record<string, unknown>;
  /** Changes something that lasts: has to run once, however often and to how many instances a request arrives. */
  readonly changes?: true;
  /** Takes far more time than to look something up: people and channels may do so a number of times a minute. */
  readonly limited?: true;
  readonly run: (args: z.output<Args>, context: CommandContext) => Promise<Reply> | Reply;
}

/** A definition whose argument types are no longer visible, so that a list can hold many. */
export interface Command extends Omit<CommandDefinition<z.ZodObject>, 'run'> {
  /** Checks `args` against the schema first; throws a `ZodError` when they do not fit. */
  readonly run: (args: unknown, context: CommandContext) => Promise<Reply> | Reply;
}

export function defineCommand<Args extends z.ZodObject>(definition: CommandDefinition<Args>): Command {
  return { ...definition, run: (args, context) => definition.run(definition.args.parse(args), context) };
}

/** All a command may use. Time and data are passed in; a command reads no clock and no environment. */
export interface CommandContext {
  readonly library: Library;
  readonly revisions: Revisions;
  readonly search: StatementSearch;
  readonly drawn: DrawnBriefings;
  readonly answers: Answers;
  readonly digests: Digests;
  readonly commands: readonly Command[];
  readonly vocabulary: Vocabulary;
  readonly now: Temporal.Instant;
  readonly asker: Asker;
  /** Shows what the reply will begin with, each time the whole of it so far. Absent where nobody would see it. */
  readonly show?: (beginning: Reply) => void;
}

/** The calendar day it is where the asker is. */
export function todayOf({ now, asker }: Pick<CommandContext, 'now' | 'asker'>): Temporal.PlainDate {
  return now.toZonedDateTimeISO(asker.zone).toPlainDate();
}

/** Who asks, and where. */
export interface Asker {
  readonly platform: 'slack' | 'discord' | 'web' | 'terminal';
  /** A Slack team, a Discord guild or (in direct messages) user, or `local`. */
  readonly workspace: string;
  readonly channel: string;
  /** Present inside a thread, where a conversation has a memory of its own. */
  readonly thread?: string;
  readonly person: { readonly id: string; readonly name: string };
  /** IANA zone of the person, else of the place; the desk's own when unknown. */
  readonly zone: string;
  /** May change what a whole channel receives, as the platform tells it. */
  readonly manager: boolean;
  /** Present where the platform already knows that nothing can be posted here later: why, and what to do. */
  readonly cannotPost?: { readonly reason: string; readonly remedy: string };
}

export interface Request {
  /** Words as typed after the prefix, or a command with options that a platform has already split. */
  readonly input:
    | { readonly kind: 'words'; readonly words: string }
    | {
        readonly kind: 'options';
        readonly command: string;
        readonly options: Readonly<Record<string, unknown>>;
      };
  readonly asker: Asker;
  /** `channel` where everybody present saw the question (a mention, a thread, a direct message) or it is shared. */
  readonly audience: 'asker' | 'channel';
  /**
   * Given the beginning of an answer that is still being made, longer each time. A platform draws it or not; the
   * answer replaces it in either case, and may be another one. Must neither throw nor take time.
   */
  readonly onBeginning?: (beginning: Beginning) => void;
}

/** What can be shown of an answer before it is there. */
export type Beginning = Pick<Answer, 'reply' | 'visibility'>;

/** A reply with what a platform needs around it. */
export interface Answer {
  readonly reply: Reply;
  /** Words that give this answer again: what *Share with channel* repeats. */
  readonly words: string;
  readonly visibility: 'private' | 'channel';
  readonly outcome: 'ok' | ErrorCode | 'internal';
}

export interface CompletionRequest {
  readonly input: /** The line so far, up to the cursor. */
    | { readonly kind: 'words'; readonly words: string }
    /** One option of one command, as Discord's autocomplete asks. */
    | {
        readonly kind: 'option';
        readonly command: string;
        readonly option: string;
        readonly partial: string;
      };
  readonly asker: Asker;
  readonly limit: number;
}

export interface Completion {
  /** What the reader sees first: an id, a command, a section. */
  readonly value: string;
  readonly detail: string;
  /** The whole line after accepting (for `words`), or the option's value (for `option`). */
  readonly replacement: string;
}

/** The one door into the program that a platform is given. */
export interface Desk {
  /** Answers words or a typed command. Never rejects: an error is an answer too. */
  answer(request: Request): Promise<Answer>;
  /** What could be typed next, best first. */
  complete(request: CompletionRequest): Promise<readonly Completion[]>;
}

/** The names that arguments can take; the library knows them. */
export interface Vocabulary {
  /** The id that these words name exactly (id, title or alias, whatever the case), if any. */
  topic(words: string): string | undefined;
  /** Ranked like did-you-mean, best first; everything (up to `limit`) for an empty `partial`. */
  suggest(
    kind: NamedKind,
    partial: string,
    limit: number,
  ): readonly { readonly value: string; readonly detail: string }[];
}

export type NamedKind = 'topic' | 'actor' | 'tag';

/** How an argument is read and completed. */
export interface ArgumentForm {
  readonly kind: NamedKind | 'command' | 'choice' | 'text';
  readonly description: string;
  /** Takes all words that are left. */
  readonly rest?: boolean;
  /** What could be typed for it, best first, where the kind alone does not tell. `value` is the whole argument. */
  readonly suggest?: (
    partial: string,
    limit: number,
    vocabulary: Vocabulary,
  ) => readonly { readonly value: string; readonly detail: string }[];
}

const forms = z.registry<ArgumentForm>();

function argument<S extends z.ZodType>(schema: S, form: ArgumentForm): S {
  forms.add(schema, form);
  return schema;
}

export function topicArgument(description = 'the briefing: its id, title or another name') {
  return argument(z.string().trim().min(1).max(200), { kind: 'topic', description });
}

export function actorArgument(description = 'the actor: a name, or part of one') {
  return argument(z.string().trim().min(1).max(200), { kind: 'actor', description, rest: true });
}

export function tagArgument(description = 'only briefings with this tag') {
  return argument(z.string().trim().min(1).max(64), { kind: 'tag', description });
}

export function commandArgument(description = 'the command to explain') {
  return argument(z.string().trim().min(1).max(32), { kind: 'command', description });
}

export function choiceArgument<const T extends readonly [string, ...string[]]>(
  values: T,
  description: string,
) {
  return argument(z.enum(values), { kind: 'choice', description });
}

/** Free text: the rest of the line. */
export function textArgument(description: string, maximum = 1000, suggest?: ArgumentForm['suggest']) {
  return argument(z.string().trim().min(1).max(maximum), {
    kind: 'text',
    description,
    rest: true,
    ...(suggest ? { suggest } : {}),
  });
}

export function pageArgument(description = 'the page, counted from 1') {
  return argument(z.coerce.number().int().min(1).max(10_000), { kind: 'text', description });
}

/** One argument of a command, as parsers, option lists and help pages need it. */
export interface ArgumentOf extends ArgumentForm {
  readonly name: string;
  readonly required: boolean;
  /** Present for a choice. */
  readonly values?: readonly string[];
  /** Longest value in characters, where there is a limit. */
  readonly maximum?: number;
}

/** The arguments of a command in order. Throws when one was not made with the functions above. */
export function argumentsOf(command: Command): readonly ArgumentOf[] {
  return Object.entries(command.args.shape).map(([name, schema]) => {
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    const form = inner instanceof z.ZodType ? forms.get(inner) : undefined;
    if (!form)
      throw new Error(
        `argument ${name} of command ${command.name} has no form; make it with topicArgument() or its like`,
      );
    return {
      ...form,
      name,
      required: !(schema instanceof z.ZodOptional),
      ...(inner instanceof z.ZodEnum ? { values: inner.options.map(String) } : {}),
      ...(inner instanceof z.ZodString && inner.maxLength !== null ? { maximum: inner.maxLength } : {}),
    };
  });
}
