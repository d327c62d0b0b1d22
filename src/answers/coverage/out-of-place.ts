import type { Entry } from '../../entries/entry.ts';
import type { Statement, StatementField } from '../../entries/statements/statement.ts';
import { tellsOnlyIntent } from '../language/only-intended.ts';
import { saysUnknown } from '../language/said-unknown.ts';
import type { Focus } from '../question/focus.ts';
import { ABOUT_NOTES, fieldsOf, type Intent, OF_ACTORS } from '../question/intent.ts';
import { subjectTerms } from '../question/subject.ts';
import type { Inquiry } from './inquiry.ts';

/** Signs, evidence and likelihoods stand in their own fields and nowhere else. */
export function isElsewhere(
  { field, text, date }: Statement,
  { intent, form }: Focus,
  entry: Entry,
): boolean {
  const { fields, related } = fieldsOf(intent);
  // How sure the desk is tells of the desk, and how likely something is of what may come.
  if (OF_THE_OUTLOOK.has(field) && (intent === 'fact' || OF_ACTORS.has(intent))) return true;
  if (field === 'outlook.likelihood' && intent === 'fact' && !form.ofTheFuture) return true;
  // How somebody feels about it is told by what they said or did, not by what they are.
  if (intent === 'position' && form.ofAttitude) return !fields.includes(field) && field !== 'actor.claim';
  if (intent === 'position' && OUTLOOK.test(field)) return true;
  if (intent === 'unknowns') return !saysUnknown(text);
  // What is over comes no more.
  if (intent === 'next' && !form.ofThePast && date !== undefined && date < entry.as_of) return true;
  // What may come is told by the outlook; a doubt about the reporting foretells nothing.
  if (form.ofTheFuture && field === 'skepticism.doubt' && intent === 'fact') return true;
  return IN_PLACE_ONLY.has(intent) && ![...fields, ...related].includes(field);
}

const OF_THE_OUTLOOK: ReadonlySet<StatementField> = new Set<StatementField>([
  'outlook.confidence',
  'outlook.basis',
]);

const IN_PLACE_ONLY: ReadonlySet<Intent> = new Set<Intent>(['signs', 'settles', 'confidence', 'consequence']);

/** What may come has not happened. What evidence the desk would like to have tells nothing of what happened. */
export function isImagined({ field, text }: Statement, { intent, form }: Focus): boolean {
  const mayCome = field === 'outlook.scenario' || field === 'outlook.signpost';
  if (form.ofThePast && intent === 'fact' && mayCome && !saysUnknown(text)) return true;
  // What somebody wants is no case that the desk thinks of.
  if (intent === 'wants' && mayCome) return true;
  // "Did anybody predict it?" asks who foresaw it, not what may come.
  if (form.ofThePast && form.yesNo && intent === 'likelihood' && OUTLOOK.test(field)) return true;
  return (
    field === 'skepticism.would_settle' &&
    !ABOUT_NOTES.has(intent) &&
    intent !== 'sourcing' &&
    !form.ofTheFuture
  );
}

const OUTLOOK = /^outlook\.(?:likelihood|scenario|signpost)$/;

/** Where evidence is asked for, what would be evidence is an answer. */
export function isOnlyIntended({ text }: Statement, { focus, entry }: Inquiry): boolean {
  if (ABOUT_NOTES.has(focus.intent) || focus.intent === 'sourcing') return false;
  return tellsOnlyIntent(text, focus.question, new Set([...focus.actorTerms, ...subjectTerms(entry)]));
}
