/** Words of the longest name that is looked for: names have 150 characters at most, and longer runs of words name nothing. */
const MOST_WORDS = 40;

/** What the first words name, and how many they are. */
export interface LongestName<Named> {
  readonly named: Named;
  /** How many of the first words it takes. */
  readonly length: number;
}

/**
 * What the longest beginning of `words` names, if any does.
 * @param find what these words name exactly
 * @param most words that a name may take here, where not all of them are to be
 */
export function longestName<Named>(
  words: readonly string[],
  find: (words: string) => Named | undefined,
  most = MOST_WORDS,
): LongestName<Named> | undefined {
  for (let length = Math.min(words.length, most, MOST_WORDS); length > 0; length -= 1) {
    const named = find(words.slice(0, length).join(' '));
    if (named !== undefined) return { named, length };
  }
  return undefined;
}
