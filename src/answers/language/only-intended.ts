import { stemOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { isLight } from './light-words.ts';

/** Beginnings of verbs after which something is wished, not done. */
export const WISHING =
  /^(?:want|wish|ask|urg|press|demand|hop|call|seek|sought|propos|threat|insist|lobb|plead|appeal|expect|plan|consider|offer|ultimatum)/;
/** Tokens between the wish and what is wished. */
const REACH = 5;
/** What can be done, or may, is not done yet. */
const MODAL = new Set('can could may might would'.split(' '));
/** "Has it been …", "Did they …": whether something was done. */
const WHETHER_DONE = /^(?:and |but |so |or )?(?:has|have|had|was|were|did)\b/i;
const PARTICIPLE = /(?:ed|wn|en|lt|ft|nt|ght)$/;

/**
 * "Has the ultimatum been withdrawn?" is not answered by who wanted it withdrawn. Whether what the question asks to
 * have happened stands in the text only as what somebody wished, or as an infinitive ("to withdraw").
 * @param names stems that name somebody or the subject: "to Oman" is no infinitive
 */
export function tellsOnlyIntent(text: string, question: string, names: ReadonlySet<string>): boolean {
  if (!WHETHER_DONE.test(question)) return false;
  const asked = tokensOf(question);
  // "Did they ask to …?" asks about the wish.
  if (asked.some((token) => WISHING.test(token) && token !== 'ultimatum')) return false;
  const tokens = tokensOf(text);
  return asked.some((token, at) => {
    if (at === 0 || isLight(token) || asked[at - 1] === 'to') return false;
    // "gone on strike"
    const isPerfect =
      PARTICIPLE.test(token) || (asked[at - 1] === 'on' && /^(?:gone|go)$/.test(asked[at - 2] ?? ''));
    if (!isPerfect && !/^did\b/i.test(question)) return false;
    const stem = stemOf(token);
    if (names.has(stem)) return false;
    const told = tokens.flatMap((other, place) => (stemOf(other) === stem ? [place] : []));
    return told.length > 0 && told.every((place) => isIntended(tokens, place, isPerfect));
  });
}

function isIntended(tokens: readonly string[], at: number, isPerfect: boolean): boolean {
  if (tokens[at - 1] === 'to') return true;
  if (tokens.slice(Math.max(0, at - 2), at).some((token) => MODAL.has(token))) return true;
  return isPerfect && tokens.slice(Math.max(0, at - REACH), at).some((token) => WISHING.test(token));
}
