import type { Request } from '../dispatch/dispatcher.ts';

/** A question as buttons put it into words. */
const QUESTION = /^ask\s/;

/**
 * Whether this, from a button or a form of a message, goes on with the conversation of a thread: asked under a
 * message that everybody there reads, their answer is for everybody too. Out of sight it would change what the next
 * "and Iran?" of the others means. Whatever else is pressed concerns whoever pressed it.
 */
export function asksInThread(
  input: Request['input'],
  message: { readonly inThread: boolean; readonly hidden: boolean },
): boolean {
  const asks = input.kind === 'words' ? QUESTION.test(input.words) : input.command === 'ask';
  return message.inThread && !message.hidden && asks;
}
