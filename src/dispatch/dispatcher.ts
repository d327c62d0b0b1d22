import type { ErrorCode } from '../errors.ts';
import type { Reply } from '../reply.ts';

/** The one door into the program that a platform is given. */
export interface Dispatcher {
  /** Answers words or a typed command. Never rejects: an error is an answer too. */
  answer(request: Request): Promise<Answer>;
  /** What could be typed next, best first. */
  complete(request: CompletionRequest): Promise<readonly Completion[]>;
}

/** Characters that a question may have: `ask` refuses longer ones, and no form takes them. */
export const LONGEST_QUESTION = 500;

/** Who asks, and where. */
export interface Asker {
  readonly platform: 'slack' | 'discord' | 'web' | 'terminal';
  /** A Slack team, a Discord guild or (in direct messages) user, or `local`. */
  readonly workspace: string;
  readonly channel: string;
  /** Present inside a thread, where a conversation has a memory of its own. */
  readonly thread?: string;
  readonly person: { readonly id: string; readonly name: string };
  /** IANA zone of the person, else of the place; the dispatcher's own when unknown. */
  readonly zone: string;
  /** May change what a whole channel receives, as the platform tells it. */
  readonly manager: boolean;
  /**
   * Finds out why nothing can be posted here later, if so. For whoever is about to promise it: it may take a request.
   * Absent where anything can.
   */
  readonly cannotPost?: () => Promise<CannotPost | undefined>;
}

/** For people, in sentences: why nothing can be posted, and what to do about it. */
export interface CannotPost {
  readonly reason: string;
  readonly remedy: string;
}

/** What somebody asks, from where, and before whom. */
export interface Request {
  /** Words as typed, without the prefix, or a command with options that a platform has already split. */
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
   * Nobody named us: people talk to each other here as well. Answered is then only what is a question, or reads about a
   * briefing by its name; the outcome of anything else is `not_found` or `invalid`, and nothing is to be said.
   */
  readonly overheard?: boolean;
  /**
   * Given the beginning of an answer that is still being made, longer each time. A platform draws it or not; the
   * answer replaces it in either case, and may be another one. Must neither throw nor take time.
   */
  readonly onBeginning?: (beginning: Beginning) => void;
}

/** What can be shown of an answer before it is there. */
export interface Beginning extends Pick<Answer, 'reply' | 'visibility'> {
  /** The whole answer as it is if nothing more comes of this beginning: what a message is left with, should we be killed. */
  readonly plain: Reply;
}

/** A reply with what a platform needs around it. */
export interface Answer {
  readonly reply: Reply;
  /** Words that give this answer again: what *Share with channel* repeats. */
  readonly words: string;
  readonly visibility: 'private' | 'channel';
  readonly outcome: 'ok' | ErrorCode | 'internal';
}

/** What somebody is typing, to be completed. */
export interface CompletionRequest {
  /** The line so far, up to the cursor; or one option of one command, as Discord's autocomplete asks. */
  readonly input:
    | { readonly kind: 'words'; readonly words: string }
    | {
        readonly kind: 'option';
        readonly command: string;
        readonly option: string;
        readonly partial: string;
      };
  readonly asker: Asker;
  readonly limit: number;
}

/** One way to go on with what is being typed. */
export interface Completion {
  /** What the reader sees first: an id, a command, a section. */
  readonly value: string;
  readonly detail: string;
  /** The whole line after accepting (for `words`), or the option's value (for `option`). */
  readonly replacement: string;
}
