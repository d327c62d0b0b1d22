/**
 * Why a request could not be met. Few on purpose: a code decides how a reply looks and which exit code
 * or metric it gets; the message and the hint carry the detail.
 */
export type ErrorCode = 'invalid' | 'not_found' | 'not_allowed' | 'conflict' | 'too_many' | 'unavailable';

/** Something a person can press or type instead: "did you mean" and the like. */
export interface Alternative {
  readonly label: string;
  /** Words for the bot, without the command prefix: `show iran-talks`. */
  readonly words: string;
}

/**
 * An error meant for the person who asked: what was expected, what arrived, what to do.
 * Any other error is internal; it is logged, and the person only learns that something failed.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: ErrorCode;
  /** What to do about it, as a sentence. */
  readonly hint: string;
  readonly alternatives: readonly Alternative[];

  constructor(code: ErrorCode, message: string, hint: string, alternatives: readonly Alternative[] = []) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.alternatives = alternatives;
  }
}
