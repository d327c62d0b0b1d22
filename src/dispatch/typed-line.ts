/** A line as somebody typed it, in words. */
export interface TypedLine {
  /** Without the quotation marks around several words. */
  readonly words: readonly string[];
  /** The line from the word with this number on, counted from 0, with its quotation marks. */
  from(word: number): string;
}

const QUOTED_OR_WORD = /["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|[^\s"“”„«»]+/gu;

/**
 * Splits a line as a person typed it: white space of any kind, straight or curly double quotes around several
 * words. Single quotes are apostrophes. An unclosed quote is taken as if it stood at the end.
 */
export function typedLine(line: string): TypedLine {
  const found = Array.from(line.matchAll(QUOTED_OR_WORD), (match) => ({
    word: withSingleSpaces(match[1] ?? match[0]),
    at: match.index,
  })).filter(({ word }) => word !== '');
  return {
    words: found.map(({ word }) => word),
    from: (word) => withSingleSpaces(line.slice(found[word]?.at ?? line.length)),
  };
}

/** A line that begins with a name, whatever was typed for it. */
export function named(name: string, rest: TypedLine): TypedLine {
  return {
    words: [name, ...rest.words],
    from: (word) => (word === 0 ? `${quoted(name)} ${rest.from(0)}`.trimEnd() : rest.from(word - 1)),
  };
}

/** The line without its first words. */
export function without(words: number, line: TypedLine): TypedLine {
  return { words: line.words.slice(words), from: (word) => line.from(word + words) };
}

/** As one word of a line. */
export function quoted(words: string): string {
  return /\s/.test(words) ? `"${words}"` : words;
}

function withSingleSpaces(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
