import type { Considered } from '../considered.ts';
import { meets } from '../inquiry.ts';
import { givesTime } from './amounts.ts';

/** "How much did it lose *in 2014*?" */
const WITHIN = /\b(?:in|during|for) (1\d{3}|20\d{2})\b/gi;
/** A year that only bounds something, or is compared with. */
const BOUNDING = /\b(?:since|until|till|before|after|by|than in|than|from|to)\s*$/i;

/** What is told of a year is not told by a sentence that only reaches from it, up to it or past it: "the steepest slide since 2014". */
export function onlyBoundsTime(text: string, question: string): boolean {
  return [...question.matchAll(WITHIN)].some(([, year = '']) => {
    const [first, ...others] = text.split(year);
    return (
      others.length > 0 && [first ?? '', ...others.slice(0, -1)].every((before) => BOUNDING.test(before))
    );
  });
}

/** "When will the court hear it?" is not told by when the cranes are to run: what is dated has no word of the question. */
export function givesTimeOfElse({ near, accounted, inquiry: { wording } }: Considered): boolean {
  const open = wording.asked.terms.filter((term) => !accounted.has(term));
  const dated = near.filter(givesTime);
  return open.length > 0 && !dated.some((passage) => open.some((term) => meets(term, passage, wording)));
}

/** "Who runs the guard these days?" */
const WHO_NOW =
  /^\W*(?:and |but |so )?who (?:runs|leads|heads|owns|controls|manages|chairs|governs|commands)\b|^\W*(?:and |but |so )?who (?:now|currently)\b|^\W*who .*\b(?:now|nowadays|these days|currently|at present)\W*$/i;
const NO_LONGER = /\b(?:until|till|formerly|once|used to|no longer|succeeded|replaced)\b/i;

/** Who did so "until June" does no more. */
export function isOfFormerTimes({ question, text }: Considered): boolean {
  return WHO_NOW.test(question) && NO_LONGER.test(text);
}
