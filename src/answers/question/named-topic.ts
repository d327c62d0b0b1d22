import type { Library } from '../../entries/library.ts';
import { termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { intentOf, intentTerms, OF_ACTORS } from './intent.ts';

/** A briefing that a question names. */
export interface NamedTopic {
  readonly id: string;
  readonly terms: ReadonlySet<string>;
  /** The question without the name. */
  readonly rest: string;
}

/** Longer names than this are given in full only as a topic of their own. */
const MAXIMUM_NAME_WORDS = 8;

/** The longest run of words in the question that is exactly a briefing's id, title or alias. */
export function namedTopic(question: string, library: Pick<Library, 'resolve'>): NamedTopic | undefined {
  const words = question.split(/\s+/).filter((word) => word !== '');
  for (let length = Math.min(MAXIMUM_NAME_WORDS, words.length); length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const name = words.slice(start, start + length).join(' ');
      if (tokensOf(name).length === 0) continue;
      const id = library.resolve(name);
      if (id === undefined) continue;
      const others = [...words.slice(0, start), ...words.slice(start + length)].join(' ');
      // "Iran talks?" asks about the talks; in "the bottom line of Gulf leverage" the name is no question about leverage.
      // "What role does backchannel pressure play?" asks about what it names.
      const intent = intentOf(others);
      const ofTheName =
        OF_ACTORS.has(intent) && termsOf(others).every((term) => intentTerms(intent).has(term));
      const asks = !ofTheName && (intent !== 'fact' || termsOf(others).length > 0);
      return { id, terms: new Set(termsOf(name)), rest: asks ? others : question };
    }
  }
  return undefined;
}
