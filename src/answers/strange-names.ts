import { STOP_WORDS } from '../search/stop-words.ts';
import { stemOf } from '../search/terms.ts';
import { tokensOf } from '../search/tokens.ts';
import { kindredOf } from './kindred-words.ts';
import type { Passages } from './passages.ts';

/**
 * Names and numbers in a question that the entry does not have at all. A question about them is not covered,
 * however well its other words fit: "What did Turkey say about the talks?" where nobody mentions Turkey.
 * @param known terms that other means have recognised, such as an actor's alias
 */
export function strangeNames(
  question: string,
  passages: Passages,
  known: ReadonlySet<string>,
): readonly string[] {
  return (question.match(WORD) ?? []).filter((word, index) => {
    const number = /^\d/.test(word);
    // "China's press" is the Chinese one; China itself is another.
    const possessive = /['’]s?$/.test(word);
    const capital = /^\p{Lu}/u.test(word);
    if (!number && !(capital && index > 0)) return false;
    return tokensOf(word).some((token) => {
      const stem = stemOf(token);
      if (STOP_WORDS.has(token) || known.has(stem) || passages.has(stem) || passages.years.has(token))
        return false;
      const related = (other: string) => sameName(stem, other) || (possessive && kindredOf(stem).has(other));
      return number || !passages.vocabulary.some(related);
    });
  });
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu;

/** "Iranians" for "Iran", but not "Geneva" for "general": one must begin with the whole of the other. */
function sameName(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a));
}
