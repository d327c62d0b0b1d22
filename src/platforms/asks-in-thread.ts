/** A question as buttons and forms put it into words. */
const QUESTION = /^ask\s/;

/**
 * Whether these words, from a button or a form of a message, go on with the conversation of a thread: asked under a
 * message that everybody there reads, their answer is for everybody too. Out of sight it would change what the next
 * "and Iran?" of the others means. Whatever else is pressed concerns whoever pressed it.
 */
export function asksInThread(
  words: string,
  message: { readonly inThread: boolean; readonly hidden: boolean },
): boolean {
  return message.inThread && !message.hidden && QUESTION.test(words);
}
