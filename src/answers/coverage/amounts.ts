import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { hasKin } from '../retrieval/features.ts';
import type { Focus } from '../question/focus.ts';
import { sameField } from './inquiry.ts';
import type { Intent } from '../question/intent.ts';
import type { Passage, Passages } from '../retrieval/passages.ts';
import { saysNobodyIsNamed } from '../question/question-form.ts';
import { saysUnknown } from '../language/said-unknown.ts';
import { signsOf } from '../language/signs.ts';

/** Whether a statement lacks the amount, or the time of day, that the question asks for. */
export function lacksAmount(passage: Passage | undefined, { question, intent }: Focus): boolean {
  const text = passage?.statement.text ?? '';
  if (MUCH.test(question) && OF_AMOUNTS.has(intent) && !/\d/.test(text)) return true;
  return MEASURE.test(question) && !givesMeasure(passage, OF_THINGS.test(question));
}

/** "What time …?" is told by no date. */
export function lacksTimeOfDay(passage: Passage | undefined, { question }: Focus): boolean {
  return /\bwhat time\b/i.test(question) && !CLOCK.test(passage?.statement.text ?? '');
}

/** A time of day, or that it is not known. */
const CLOCK = /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(?:am|pm|a\.m|p\.m|o['’]clock)\b|\b(?:noon|midnight|hour)\b/i;
const MEASURE = /\bhow (?:many|long|often|old|far|tall|large|big|high)\b/i;
/** "How much warning", but "how much influence" is a manner of speaking. */
const MUCH = /\bhow much\b/i;
const OF_AMOUNTS: ReadonlySet<Intent> = new Set<Intent>([
  'fact',
  'signs',
  'next',
  'consequence',
  'chronology',
]);

/** Days and hours are counted too, and tell how long. */
const OF_THINGS = /\bhow many\b(?! (?:days?|weeks?|months?|years?|hours?|minutes?)\b)/i;

/** How long something lasts is told by times; how many of them there are is not. */
function givesMeasure(passage: Passage | undefined, ofThings: boolean): boolean {
  return (
    passage !== undefined &&
    (passage.signs('number').length > 0 ||
      (!ofThings && passage.signs('time').length > 0) ||
      saysNobodyIsNamed(passage.statement.text))
  );
}

/** Whether it says when, or that this is not known. */
export function givesTime(passage: Passage): boolean {
  const { date, text } = passage.statement;
  return (
    date !== undefined ||
    passage.signs('time').length > 0 ||
    (saysUnknown(text) && /\b(?:date|day|when|time|how long)\b/i.test(text))
  );
}

/** "How many troops": a number of something that is not mentioned here is no answer. */
export function countsSomethingElse(focus: Focus, passages: Passages, top: number): boolean {
  if (/\bhow many\b/i.test(focus.question) && passages.all[top]?.statement.field === 'outlook.likelihood')
    return true;
  const counted = /\bhow many ((?:[\p{L}\p{N}'’.-]+\s*){1,2})/iu.exec(focus.question)?.[1];
  const terms = termsOf(counted ?? '').filter(
    (term) => !focus.actorTerms.has(term) && term !== stemOf(focus.form.deed ?? ''),
  );
  const near = sameField(passages, top);
  // "How many Americans": a number right before them, and not of anything else about them.
  if (counted !== undefined && terms.length === 0 && termsOf(counted).length > 0)
    return !near.some(({ statement }) => countsIn(statement.text, new Set(termsOf(counted))));
  return (
    terms.length > 0 &&
    !terms.some((term) => near.some((passage) => passage.counts.has(term) || hasKin(term, passage)))
  );
}

/** A number within two words before one of these terms. */
function countsIn(text: string, counted: ReadonlySet<string>): boolean {
  const tokens = tokensOf(text);
  return tokens.some(
    (token, at) =>
      counted.has(stemOf(token)) &&
      tokens.slice(Math.max(0, at - 2), at).some((other) => signsOf(other, 'number').length > 0),
  );
}
