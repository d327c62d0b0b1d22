import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { besides } from '../retrieval/read-with.ts';
import type { Inquiry } from './inquiry.ts';

const ARTICLE = new Set('a an the many any no this that its their his her our your which what whose'.split(' '));
const BEFORE_OBJECT = new Set('a an the that its their his her them it this these those'.split(' '));

/**
 * "Is there a report coming?" is not met by "the Ledger reports": as a thing in the question, in the statement only as
 * a deed. Told by the article before it, and by what comes after a verb; where neither says so, the word may be either.
 */
export function isOnlyDeedIn(text: string, term: string, question: string): boolean {
  if (!isThing(tokensOf(question), term)) return false;
  const tokens = tokensOf(text);
  const places = tokens.flatMap((token, at) => (stemOf(token) === term ? [at] : []));
  return places.length > 0 && places.every((at) => isVerb(tokens, at));
}

function isThing(tokens: readonly string[], term: string): boolean {
  return tokens.some((token, at) => stemOf(token) === term && ARTICLE.has(tokens[at - 1] ?? ''));
}

const REPORTING = /^(?:report|state|claim|account|note|estimate|conclude|judge|charge|record|view|answer)(?:s|d|ed)$/;

/** With an object after it, or with nothing: "… , the Ledger reports". */
function isVerb(tokens: readonly string[], at: number): boolean {
  if (ARTICLE.has(tokens[at - 1] ?? '')) return false;
  const next = tokens[at + 1];
  return next === undefined ? REPORTING.test(tokens[at] ?? '') : BEFORE_OBJECT.has(next);
}

/** All that is met of the question, or the thing that it asks for, is here a word that means something else. */
export function meansOtherWord(
  at: number,
  accounted: ReadonlySet<string>,
  { focus, passages, wording: { asked } }: Inquiry,
): boolean {
  // Whose place it is in speaks for whom it is asked of, whatever its words.
  if (focus.actors.length > 0) return false;
  const here = passages.all[at];
  const texts = [...(here ? [here] : []), ...besides(passages, at)].map(({ statement }) => ({
    text: statement.text,
    terms: new Set(termsOf(statement.text)),
  }));
  const isMet = (term: string) => texts.some(({ terms }) => terms.has(term));
  const isOnlyDeed = (term: string) =>
    texts.every(({ text, terms }) => !terms.has(term) || isOnlyDeedIn(text, term, focus.question));
  const open = asked.terms.filter((term) => !accounted.has(term) && isMet(term));
  const thing = EXISTS.exec(focus.question)?.[1]?.toLowerCase();
  if (thing !== undefined && open.includes(stemOf(thing)) && isOnlyDeed(stemOf(thing))) return true;
  return open.length > 0 && open.every(isOnlyDeed);
}

/** "Is there a report on …?" */
const EXISTS = /^\W*(?:and |but |so )?(?:is|are|was|were) there (?:an?|any|no|some) (\p{L}{3,})/iu;
