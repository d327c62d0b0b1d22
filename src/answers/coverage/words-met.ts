import type { Statement } from '../../entries/statements/statement.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { lightTerms } from '../language/light-words.ts';
import { saysUnknown } from '../language/said-unknown.ts';
import type { Focus } from '../question/focus.ts';
import { fieldsOf, type Intent } from '../question/intent.ts';
import { subjectTerms } from '../question/subject.ts';
import { besides } from '../retrieval/read-with.ts';
import type { Considered } from './considered.ts';
import { type Inquiry, meets } from './inquiry.ts';
import { saysTheyAreUnnamed } from './whom/names-sought.ts';

/** Half of the words and more are neither in the field nor beside the statement. */
export function lacksWords({
  at,
  statement,
  near,
  focus,
  accounted,
  inquiry: { wording, passages },
}: Considered): boolean {
  if (saysTheyAreUnnamed(statement, focus) || saysNothingOfIt(statement, focus)) return false;
  const open = wording.asked.terms.filter((term) => !accounted.has(term));
  const readWith = [...besides(passages, at), ...near];
  const unmet = open.filter((term) => !readWith.some((passage) => meets(term, passage, wording)));
  const [, thing] = EXISTS.exec(focus.question) ?? [];
  if (thing !== undefined && unmet.includes(stemOf(thing.toLowerCase()))) return true;
  // That there is no such thing answers whether there is, whatever would be done with it.
  const denies =
    focus.form.yesNo && !focus.form.ofTheFuture && near.some(({ statement }) => saysUnknown(statement.text));
  // The field that is asked for answers with half of the words.
  const inPlace =
    OWN_FIELD.has(focus.intent) &&
    near.some(({ statement }) => fieldsOf(focus.intent).fields.includes(statement.field));
  return (
    open.length > 0 && (denies || inPlace ? unmet.length * 2 > open.length : unmet.length * 2 >= open.length)
  );
}

/** "What does Oman hope to get out of hosting?": that its aims are not reported answers for every aim, and how it feels. */
export function saysNothingOfIt(statement: Statement, { intent, actors, question, form }: Focus): boolean {
  return (
    ((intent === 'wants' && /^\W*(?:and |but |so )?what\b/i.test(question)) ||
      (intent === 'position' && form.ofAttitude)) &&
    fieldsOf(intent).fields.includes(statement.field) &&
    statement.actors.some((id) => actors.includes(id)) &&
    saysUnknown(statement.text)
  );
}

/** Intents whose fields tell of nothing else. */
const OWN_FIELD: ReadonlySet<Intent> = new Set<Intent>([
  'interest',
  'signs',
  'settles',
  'confidence',
  'likelihood',
]);

/** "Is there a report on …?" asks for a report before all else. */
const EXISTS = /^\W*(?:and |but |so )?(?:is|are|was|were) there (?:an?|any|no|some) (\p{L}{3,})/iu;

/** "Do they know each other?" after something else: without a telling word of its own, whatever was near would answer it. */
export function addsNothing({ text, field }: Statement, { focus, entry }: Inquiry): boolean {
  const { intent, form } = focus;
  const follows = focus.fromConversation || focus.isBare;
  if (!follows || !form.yesNo || intent !== 'fact' || saysUnknown(text) || field === 'outlook.likelihood')
    return false;
  const light = lightTerms(focus.question);
  return termsOf(focus.question).every(
    (term) => light.has(term) || focus.actorTerms.has(term) || subjectTerms(entry).has(term),
  );
}
