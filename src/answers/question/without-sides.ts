import { termsOf } from '../../search/terms.ts';
import { lightTerms } from '../language/light-words.ts';

const SIDES = new Set(termsOf('two both each between side sides'));

/** The text without "the two sides": who they are is no part of what is asked of them. */
export function withoutSides(text: string): string {
  const telling = termsOf(text).some((term) => !SIDES.has(term) && !lightTerms(text).has(term));
  if (!telling) return text;
  return text
    .split(/\s+/)
    .filter((word) => !termsOf(word).some((term) => SIDES.has(term)))
    .join(' ');
}
