import { STOP_WORDS } from '../../../search/stop-words.ts';
import { stemOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { kindredOf } from '../../language/kindred/kindred-words.ts';
import { NAME_ENDING } from '../../question/names.ts';
import type { Passages } from '../../retrieval/passages.ts';

/**
 * Names and numbers in a question that the entry does not have at all. A question about them is not covered,
 * however well its other words fit: "What did Turkey say about the talks?" where nobody mentions Turkey.
 * @param known terms that other means have recognised, such as an actor's alias
 */
export function unknownNames(
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
    if (capital && ofStrangeBody(word, question, passages)) return true;
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

/** "Iranians" for "Iran", but not "Geneva" for "general" nor "Department" for "departure": an ending of names is all that may differ. */
function sameName(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return shorter.length >= 4 && longer.startsWith(shorter) && NAME_ENDING.test(longer.slice(shorter.length));
}

/** What a country has; of another country than the briefing says it is another body. */
const BODY =
  /^(?:government|president|presidency|minister|ministry|parliament|army|navy|military|king|sultan|emir|leader|leadership|embassy|ambassador|envoy|delegation|diplomat|bank)s?$/;

/** "the Chinese government", where only Chinese state media occur: the two words are nowhere next to each other. */
function ofStrangeBody(word: string, question: string, passages: Passages): boolean {
  if (!PEOPLE.test(word)) return false;
  const asked = tokensOf(question);
  const at = asked.indexOf(word.toLowerCase());
  const body = asked[at + 1];
  if (at < 0 || body === undefined || !BODY.test(body)) return false;
  const stem = stemOf(body);
  const people = word.toLowerCase();
  return !passages.all.some(({ statement }) => {
    const tokens = tokensOf(`${statement.heading ?? ''} ${statement.text}`);
    return tokens.some(
      (token, place) =>
        sameName(token, people) && (isNameOfBody(token, people) || stemOf(tokens[place + 1] ?? '') === stem),
    );
  });
}

/** An adjective of a country or people, as it is written. */
const PEOPLE = /^\p{Lu}\p{Ll}{2,}(?:ese|ian|an|ish|i)$/u;

/** "Iran" itself is there: its government is Iran. */
function isNameOfBody(token: string, people: string): boolean {
  return token.length < people.length;
}
