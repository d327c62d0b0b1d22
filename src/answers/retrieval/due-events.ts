import type { Entry } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { lightTerms } from '../language/light-words.ts';
import { signsOf } from '../language/signs.ts';
import { subjectTerms } from '../question/subject.ts';

const ASKS =
  /^(?:and |but |so )?(?:when (?:is|are|will|does|do)|(?:what|which) (?:date|day) (?:is|are|will|does|do))\b|^(?:and |but |so )?(?:when|(?:what|which) (?:date|day)) (?:was|were)\b.*\b(?:due|planned|scheduled|supposed|meant)\b/i;

/** "When is the meeting?": a day that is still to come is asked for. */
export function asksWhatIsDue(question: string): boolean {
  return ASKS.test(question);
}

/** Whether the statement is of an event that the timeline still expects, and of what is asked about. */
export function tellsWhatIsDue(statement: Statement, question: string, entry: Entry): boolean {
  const number = /\/timeline\.(\d{1,6})\/0$/.exec(statement.id)?.[1];
  if (number === undefined || !entry.timeline[Number(number)]?.expected) return false;
  // "Date set for it" tells the day only in the margin.
  if (signsOf(statement.text, 'time').length === 0) return false;
  const light = lightTerms(question);
  const stems = new Set(tokensOf(statement.text).map(stemOf));
  const subject = subjectTerms(entry);
  // "the talks" are "the meeting" where both are what the briefing is about.
  const ofSubject = [...stems].some((stem) => subject.has(stem));
  return termsOf(question).some(
    (term) => !light.has(term) && (stems.has(term) || (ofSubject && subject.has(term))),
  );
}
