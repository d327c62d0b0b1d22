import { STOP_WORDS } from '../../search/stop-words.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { signsOf } from './signs.ts';

/** What "how many …" is asked of, with the word after it: "dockers are". */
export function countedIn(question: string): string | undefined {
  return /\bhow many ((?:[\p{L}\p{N}'’.-]+\s*){1,2})/iu.exec(question)?.[1];
}

/** Words that are part of a number: in "11 billion dollars" they are between it and what it counts. */
const GROWING = /^(?:hundred|thousand|million|billion|dozen)s?$/;
/** What is measured and not counted: "35 per cent", "11 billion dollars", "19 hours". */
const UNIT =
  /^(?:per|percent|percentage|points?|dollars?|euros?|pounds?|francs?|crowns?|marks?|yen|yuan|seconds?|minutes?|hours?|days?|weeks?|months?|years?|kilos?|kilometres?|kilometers?|metres?|meters?|miles?|tonnes?|tons?|cubic|square|degrees?|january|february|march|april|may|june|july|august|september|october|november|december)$/;
/** Years and shares are numbers of nothing. */
const NO_COUNT = /^(?:1\d{3}|20\d{2}|half|thirds?|quarters?|once|twice)$/;
/** "How many people …?" is told by any number of somebody, such as "2,300 dockers". */
export const PEOPLE: ReadonlySet<string> = new Set(termsOf('people persons'));
const PERSONAL =
  /(?:ers|ors|ists|ians|ants|ees|ates|men|women|children|dead|patients|troops|police|nurses|guards|deputies|youths|pupils|students|residents|migrants|victims)$/;
/** Words between a number and what it counts: "41 rusty old ships". */
const REACH = 3;

/** Whether some number counts one of these, or stands alone: in "none of the 41", "the toll is 84", and not in "nine deputies". */
export function someNumberCounts(text: string, counted: ReadonlySet<string>): boolean {
  const tokens = tokensOf(text);
  const ofPeople = [...PEOPLE].some((term) => counted.has(term));
  return tokens.some((token, at) => {
    if (signsOf(token, 'number').length === 0 || NO_COUNT.test(token) || UNIT.test(tokens[at - 1] ?? ''))
      return false;
    const after = tokens.slice(at + 1).filter((other) => !GROWING.test(other));
    const end = after.findIndex((other) => STOP_WORDS.has(other) || signsOf(other, 'number').length > 0);
    const noun = after.slice(0, Math.min(end < 0 ? after.length : end, REACH));
    const [next] = noun;
    if (next === undefined) return true;
    return (
      !UNIT.test(next) &&
      (noun.some((other) => counted.has(stemOf(other))) ||
        (ofPeople && noun.some((other) => PERSONAL.test(other))))
    );
  });
}

/** Whether a number stands within two words before one of these terms: "2,300 dockers", "two small boats". */
export function countsIn(text: string, counted: ReadonlySet<string>): boolean {
  const tokens = tokensOf(text);
  return tokens.some(
    (token, at) =>
      counted.has(stemOf(token)) &&
      // Together, since in "9 March" there is no number of anything.
      signsOf(tokens.slice(Math.max(0, at - 2), at).join(' '), 'number').length > 0,
  );
}
