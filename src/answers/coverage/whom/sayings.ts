import { stemOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { SPOKEN } from '../../language/spoken.ts';
import { quotedIn } from '../../language/verbatim.ts';
import { wordsOf } from '../../question/names.ts';
import type { Considered } from '../considered.ts';

/** "What did *Teig* tell *the police*?", "What does *Brann* say about *Kerrin*?" */
const WHAT_SAID =
  /^\W*(?:and |but |so )?what (?:did|does|do|has|have) ((?:\p{L}[\p{L}.'’-]* ){1,3})(?:say|said|tell|told|claim|claimed|write|written)\b(.*)/iu;

/**
 * What somebody said is told only where they speak, and of a person who is named after it only where that name is: a
 * sentence with both names may have one do something to the other.
 */
export function lacksSaying({ question, text, near }: Considered): boolean {
  const [, subject = '', rest = ''] = WHAT_SAID.exec(question) ?? [];
  const speaker = tokensOf(subject).at(-1);
  if (speaker === undefined || saysUnknown(text)) return false;
  if (!/^\p{Lu}/u.test(wordsOf(subject).at(-1) ?? '')) return false;
  const named = wordsOf(rest).filter((word) => /^\p{Lu}/u.test(word));
  const of = named.map((word) => stemOf(word.replace(/['’]s?$/, '').toLowerCase()));
  if (of.some((stem) => !near.some(({ counts }) => counts.has(stem)))) return true;
  const tokens = tokensOf(text);
  const at = tokens.lastIndexOf(speaker);
  // Under its own heading a statement may speak of "she".
  if (at < 0) return false;
  const spoken = tokens.some((token, place) => SPOKEN.test(token) && (place > at || at - place <= REACH));
  return !spoken && quotedIn(text).length === 0;
}

/** Words between "said" and the name of who did: "said the minister, Otto Brann". */
const REACH = 4;
