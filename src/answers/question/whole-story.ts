import type { Entry } from '../../entries/entry.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { lightTerms } from '../language/light-words.ts';
import { soughtBy } from '../language/signs.ts';
import { subjectTerms } from './subject.ts';

/** "Are the talks still on?": it names what the briefing is about and nothing else. */
export function namesOnlySubject(question: string, entry: Entry): boolean {
  if (soughtBy(question) === 'time' || CAPITAL.test(question) || DEFINITION.test(question)) return false;
  const subject = subjectTerms(entry);
  const light = lightTerms(question);
  const terms = termsOf(question);
  return (
    terms.some((term) => subject.has(term)) &&
    terms.every((term) => subject.has(term) || light.has(term)) &&
    !isFormerName(terms, entry)
  );
}

/** "Istanbul?", of talks once called by that name: a word of another name of the briefing, not of its title, asks about itself. */
function isFormerName(terms: readonly string[], { title, aliases }: Entry): boolean {
  const [only, ...others] = terms;
  if (only === undefined || others.length > 0 || termsOf(title).includes(only)) return false;
  return aliases.some((alias) =>
    alias.split(/\s+/).some((word) => /^\p{Lu}/u.test(word) && termsOf(word).includes(only)),
  );
}

/** "What is a backchannel?" asks for a word, not for the story. */
const DEFINITION = /^what(?:['’]s| is| are) an?\b/i;

/** A name within the question: "Wasn't it to be Istanbul?" asks about that. */
export const CAPITAL = /\s\p{Lu}/u;

/** "Has the meeting been held?" is told by what is known of its day. */
const OCCURRENCE = /^(?:has|have|had|did|was|were)\b.*\b(?:held|happen(?:ed)?|over|begun|started)\b/i;

export function asksWhetherHeld(question: string): boolean {
  return OCCURRENCE.test(question);
}

/** Whether all telling words of a scenario's name, two or more, stand in the question. */
export function scenarioNamed(question: string, entry: Entry): boolean {
  const terms = new Set(tokensOf(question).map(stemOf));
  return (
    entry.outlook?.scenarios.some(({ name }) => {
      const named = tokensOf(name).map(stemOf);
      return named.length > 1 && named.every((term) => terms.has(term));
    }) ?? false
  );
}
