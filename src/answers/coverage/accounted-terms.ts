import type { Entry } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { PEOPLE, someNumberCounts } from '../language/counted.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import { lightTerms } from '../language/light-words.ts';
import { type Sought, soughtBy } from '../language/signs.ts';
import type { Focus } from '../question/focus.ts';
import { fieldsOf, type Intent, intentTerms, OF_ACTORS } from '../question/intent.ts';
import { tellsOfDeed } from '../question/question-form.ts';
import { subjectTerms } from '../question/subject.ts';
import { mentionsOf } from '../retrieval/structure.ts';
import { tellsOfContrary } from './deeds/deed-told.ts';
import { asksAge, givesAge } from './measures/amounts.ts';

/** A question to one briefing. */
interface Question {
  readonly focus: Focus;
  readonly entry: Entry;
  /** Terms that only named the briefing. */
  readonly topicTerms: ReadonlySet<string>;
}

/** Terms of the question that the statement's place answers to: its field, its actors, its briefing. */
export function accountedTerms(
  statement: Statement,
  { focus, entry, topicTerms }: Question,
): ReadonlySet<string> {
  const { fields, related } = fieldsOf(focus.intent);
  const intended =
    focus.intent === 'unknowns' || fields.includes(statement.field) || related.includes(statement.field);
  const about = [...statement.actors, ...mentionsOf(statement, entry)];
  const actorsMet = focus.actors.some((id) => about.includes(id));
  const { quotation, deed } = focus.form;
  const quoted = quotation !== undefined && statement.text.toLowerCase().includes(quotation);
  const accounted = new Set([
    ...topicTerms,
    ...(intended ? intentTerms(focus.intent) : []),
    ...(actorsMet ? focus.actorTerms : []),
    ...soughtTerms(focus.question, statement),
    ...(OF_HORIZON.has(focus.intent) ? horizonTerms(entry) : []),
  ]);
  return new Set([
    ...accounted,
    ...unjudged(focus, entry, accounted, intended),
    ...(quoted ? termsOf(focus.question) : []),
    ...(HOW_MANY_PEOPLE.test(focus.question) && someNumberCounts(statement.text, PEOPLE) ? PEOPLE : []),
    ...(focus.deedAsked && tellsOfContrary(statement, focus, entry) ? [stemOf(focus.deedAsked.verb)] : []),
    ...(deed !== undefined && tellsOfDeed(statement.text, deed, kindredOf) ? [stemOf(deed)] : []),
  ]);
}

const HOW_MANY_PEOPLE = /\bhow many (?:people|persons)\b/i;

/** "At what time of day", "which city": they name the kind of thing that is asked for, as its name or number tells. */
function soughtTerms(question: string, { text }: Statement): readonly string[] {
  if (asksAge(question)) return givesAge(text) ? termsOf('old age') : [];
  const kinds = SOUGHT_KINDS[soughtBy(question) ?? 'name'];
  return termsOf(question).filter((term) => kinds.has(term));
}

const stems = (words: string) => new Set(termsOf(words));
const SOUGHT_KINDS: Readonly<Record<Sought, ReadonlySet<string>>> = {
  time: stems('time day date year month week hour'),
  number: stems(
    'number amount sum size total quantity often far fast long large big high deep wide tall heavy',
  ),
  place: stems('place location'),
  reason: stems('reason cause'),
  name: new Set(),
};

/** Whatever the outlook says holds until its horizon: "before 31 March" adds nothing to what is asked of it. */
const OF_HORIZON: ReadonlySet<Intent> = new Set<Intent>(['likelihood', 'signs', 'confidence']);

function horizonTerms({ outlook }: Entry): readonly string[] {
  return outlook?.horizon === undefined ? [] : termsOf(`${outlook.horizon} before until`);
}

/** Terms that say too little to judge by: light ones, and what the whole briefing is about; unless they are all there is. */
function unjudged(
  focus: Focus,
  entry: Entry,
  accounted: ReadonlySet<string>,
  intended: boolean,
): ReadonlySet<string> {
  const light = lightTerms(focus.text);
  const subject = subjectTerms(entry);
  const others = termsOf(focus.text).filter((term) => !accounted.has(term) && !light.has(term));
  // "Who are the good guys?" names nobody whose field could answer it.
  const nobodys = OF_ACTORS.has(focus.intent) && focus.actors.length === 0;
  if ((intended && !nobodys) || others.some((term) => !subject.has(term)))
    return new Set([...light, ...subject]);
  return others.length > 0 ? light : new Set();
}
