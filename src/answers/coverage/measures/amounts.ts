import { stemOf, termsOf } from '../../../search/terms.ts';
import { countedIn, countsIn, PEOPLE, someNumberCounts } from '../../language/counted.ts';
import { kindredOf } from '../../language/kindred/kindred-words.ts';
import { hasAlike, usesIn } from '../../language/part-of-speech.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import type { Focus } from '../../question/focus.ts';
import type { Intent } from '../../question/intent.ts';
import { saysNobodyIsNamed } from '../../question/question-form.ts';
import type { Passage, Passages } from '../../retrieval/passages.ts';
import { hasKin } from '../../retrieval/related-words.ts';
import { sameField } from '../inquiry.ts';

/** Whether a statement lacks the amount, or the time of day, that the question asks for. */
export function lacksAmount(passage: Passage | undefined, { question, intent }: Focus): boolean {
  const text = passage?.statement.text ?? '';
  if (MUCH.test(question) && OF_AMOUNTS.has(intent) && !AMOUNT.test(text) && !saysUnknown(text)) return true;
  const unit = UNITS.find(([asked]) => asked.test(question))?.[1];
  if (unit && !unit.test(text) && !saysUnknown(text)) return true;
  return MEASURE.test(question) && !givesMeasure(passage, OF_THINGS.test(question));
}

export function asksAge(question: string): boolean {
  return /\bhow old\b/i.test(question);
}

export function givesAge(text: string): boolean {
  return AGE.test(text);
}

/** "What time …?" is told by no date. */
export function lacksTimeOfDay(passage: Passage | undefined, { question }: Focus): boolean {
  return /\bwhat time\b/i.test(question) && !CLOCK.test(passage?.statement.text ?? '');
}

/** A time of day, or that it is not known. */
const CLOCK = /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(?:am|pm|a\.m|p\.m|o['’]clock)\b|\b(?:noon|midnight|hour)\b/i;
/** A number, or a share in words: "a fifth", "nine tenths"; "one" and "two" say how much of nothing. */
const AMOUNT =
  /\d|\b(?:half|(?:a|one|two|three|four|five|six|seven|eight|nine) (?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?|(?:one|two|three|four|five|six|seven|eight|nine) in (?:two|three|four|five|six|seven|eight|nine|ten))\b/i;

/** "aged 58", "Hanna Lund, 34, a diabetic", "a pipefitter of 58". */
const AGE =
  /\b(?:aged?|years? old|year-old|born|built|founded|established)\b|, \d{2},|\bof \d{2}(?=[,.;]| who\b)/i;
const SPAN = 'minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)';
/** What age, frequency, speed, size and weight are told in: any other number is of something else. */
const UNITS: readonly (readonly [RegExp, RegExp])[] = [
  [/\bhow old\b/i, AGE],
  [
    /\bhow (?:often|frequently)\b/i,
    /\b(?:once|twice|times|daily|weekly|monthly|yearly|every|each|per|regularly|always|never|rarely|often)\b|\ba (?:day|week|month|year)\b/i,
  ],
  [
    /\bhow (?:fast|quickly|soon)\b/i,
    new RegExp(`\\b(?:${SPAN}|fast|quick\\w*|soon|at once|immediate\\w*|km|knots|miles|kilomet\\w+)\\b`, 'i'),
  ],
  [
    /\bhow (?:tall|high|deep|wide|far(?! ahead))\b/i,
    new RegExp(
      `\\b(?:${SPAN}|met(?:er|re)s?|feet|foot|kilomet\\w+|km|miles?|inch\\w*|levels?|per ?cent|%)|%|\\d ?m\\b`,
      'i',
    ),
  ],
  [/\bhow heavy\b/i, /\b(?:tons?|tonnes?|kg|kilo\w*|pounds?|grams?)\b/i],
];
const MEASURE =
  /\bhow (?:many|long|often|frequently|old|far|fast|quickly|tall|large|big|high|deep|wide|heavy)\b/i;
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

/** "How many depositors does the bank have?": how many there are, which only a number right before them tells. */
function counts(text: string, kinds: ReadonlySet<string>, question: string): boolean {
  if (saysNobodyIsNamed(text) || saysUnknown(text)) return true;
  return POSSESSED.every((pattern) => pattern.test(question))
    ? countsIn(text, kinds)
    : someNumberCounts(text, kinds);
}

const POSSESSED = [
  /\bhow many\b/i,
  /\b(?:do|does|did)\b/i,
  /\b(?:have|own|hold|employ|count|number)\W{0,3}$/i,
];

/** "How many troops": a number of something that is not mentioned here is no answer. */
export function countsSomethingElse(focus: Focus, passages: Passages, top: number): boolean {
  if (/\bhow many\b/i.test(focus.question) && passages.all[top]?.statement.field === 'outlook.likelihood')
    return true;
  const counted = countedIn(focus.question);
  const terms = termsOf(counted ?? '').filter(
    (term) => !focus.actorTerms.has(term) && term !== stemOf(focus.form.deed ?? ''),
  );
  const near = sameField(passages, top);
  const uses = usesIn(focus.question);
  // "How many Americans": a number right before them, and not of anything else about them.
  if (counted !== undefined && terms.length === 0 && termsOf(counted).length > 0)
    return !near.some(({ statement }) => countsIn(statement.text, new Set(termsOf(counted))));
  const kinds = new Set(terms.flatMap((term) => [term, ...kindredOf(term)]));
  if (terms.length > 0 && !near.some(({ statement }) => counts(statement.text, kinds, focus.question)))
    return true;
  // Whoever is counted is people: "2,300 dockers".
  if (terms.some((term) => PEOPLE.has(term))) return false;
  return (
    terms.length > 0 &&
    !terms.some((term) =>
      near.some(
        (passage) =>
          (passage.counts.has(term) && hasAlike(passage.statement.text, term, uses.get(term))) ||
          hasKin(term, passage),
      ),
    )
  );
}
