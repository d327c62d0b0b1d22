/** What a text said in a conversation asks of the bot, if anything. */
export type ParsedMessage =
  | { readonly kind: 'message' }
  /** `/brief …`: the reply is for the asker alone unless the dispatcher decides otherwise. */
  | { readonly kind: 'command'; readonly words: string }
  /** A mention, or anything in a direct message with the bot: everybody there sees question and answer. */
  | { readonly kind: 'question'; readonly words: string };

export const COMMAND_PREFIX = '/brief';
const MENTION = '@rapporteur';

const COMMAND = /^\s*\/brief(?:\s+|$)/iu;
/** A mention counts at the start or anywhere as a word of its own; never inside an address. */
const MENTIONED = /(?<![\p{L}\p{N}@._-])@rapporteur(?![\p{L}\p{N}_-])[,:]?/iu;

export function parseMessage(text: string, withBot: boolean): ParsedMessage {
  if (withBot) {
    return { kind: 'question', words: text.replace(COMMAND, '').replace(MENTIONED, '').trim() };
  }
  if (COMMAND.test(text)) return { kind: 'command', words: text.replace(COMMAND, '').trim() };
  if (MENTIONED.test(text)) {
    const words = text.replace(MENTIONED, ' ').replace(COMMAND, '').replace(/\s+/gu, ' ').trim();
    return { kind: 'question', words };
  }
  return { kind: 'message' };
}

/** The part of a line that the dispatcher can complete, with what stands before it; undefined for ordinary talk. */
export function completable(
  line: string,
  withBot: boolean,
): { readonly before: string; readonly words: string } | undefined {
  const start = /^\s*(?:\/brief|@rapporteur[,:]?)\s+/iu.exec(line)?.[0];
  if (start !== undefined) return { before: start, words: line.slice(start.length) };
  return withBot && !/^\s*[/@]/u.test(line) ? { before: '', words: line } : undefined;
}

/** The ways to address the bot that a line begins to spell. */
export function addressCompletions(
  line: string,
): readonly { readonly value: string; readonly detail: string }[] {
  const partial = line.trimStart().toLowerCase();
  if (partial === '') return [];
  return [
    { value: COMMAND_PREFIX, detail: 'read a briefing; only you see the reply' },
    { value: MENTION, detail: 'ask where everybody sees it' },
  ].filter(({ value }) => value.startsWith(partial));
}
