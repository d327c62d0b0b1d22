import type { z } from 'zod';
import type { Answers } from '../answers/answers.ts';
import type { Digests } from '../digests/digests.ts';
import type { Library } from '../entries/library.ts';
import type { Revisions } from '../entries/revisions/revision.ts';
import type { Reply } from '../reply.ts';
import type { StatementSearch } from '../search/statement-search.ts';
import type { BriefingReplies } from '../views/briefing-replies.ts';
import type { Answer, Asker } from './dispatcher.ts';
import type { Vocabulary } from './vocabulary.ts';

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
  /**
   * Reads the words after the command's name where the order of `args` is not enough.
   * @param asTyped the line from the word with this number on, with the quotation marks that the words no longer have
   */
  readonly readWords?: (
    words: readonly string[],
    vocabulary: Vocabulary,
    asTyped: (word: number) => string,
  ) => Record<string, unknown>;
  /** Changes something that lasts: has to run once, however often and to how many instances a request arrives. */
  readonly changes?: true;
  /** Takes far more time than to look something up: people and channels may do so a number of times a minute. */
  readonly limited?: true;
  /** Needs something that only buttons know: left out of the lists from which people choose a command. */
  readonly byButton?: true;
  readonly run: (args: z.output<Args>, context: CommandContext) => Promise<Reply> | Reply;
}

/** A definition whose argument types are no longer visible, so that a list can hold many. */
export interface Command extends Omit<CommandDefinition<z.ZodObject>, 'run'> {
  /** Checks `args` against the schema first; throws a `ZodError` when they do not fit. */
  readonly run: (args: unknown, context: CommandContext) => Promise<Reply> | Reply;
}

/** Makes a command of its definition: its arguments are checked against the schema before it runs. */
export function defineCommand<Args extends z.ZodObject>(definition: CommandDefinition<Args>): Command {
  return { ...definition, run: (args, context) => definition.run(definition.args.parse(args), context) };
}

/** All a command may use. Time and data are passed in; a command reads no clock and no environment. */
export interface CommandContext {
  readonly library: Library;
  readonly revisions: Revisions;
  readonly search: StatementSearch;
  readonly briefingReplies: BriefingReplies;
  readonly answers: Answers;
  readonly digests: Digests;
  readonly commands: readonly Command[];
  readonly vocabulary: Vocabulary;
  readonly now: Temporal.Instant;
  readonly asker: Asker;
  /** Who sees the reply: the asker alone, or everybody present. */
  readonly visibility: Answer['visibility'];
  /**
   * Shows what the reply will begin with, each time the whole of it so far. Absent where nobody would see it.
   * `plain` is what the reply will be if nothing more comes of this beginning.
   */
  readonly show?: (beginning: Reply, plain: Reply) => void;
}

/** The calendar day it is where the asker is. */
export function todayOf({ now, asker }: Pick<CommandContext, 'now' | 'asker'>): Temporal.PlainDate {
  return now.toZonedDateTimeISO(asker.zone).toPlainDate();
}
