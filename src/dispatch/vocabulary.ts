/** The names that arguments can take; the library knows them. */
export interface Vocabulary {
  /** The id that these words name exactly (id, title or alias, whatever the case), if any. */
  topic(words: string): string | undefined;
  /** Whether a briefing, or several, or one that cannot be shown, is called exactly that. */
  isName(words: string): boolean;
  /** Ranked like did-you-mean, best first; everything (up to `limit`) for an empty `partial`. */
  suggest(
    kind: NamedKind,
    partial: string,
    limit: number,
  ): readonly { readonly value: string; readonly detail: string }[];
}

export type NamedKind = 'topic' | 'actor' | 'tag';
