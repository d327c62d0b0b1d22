import { byId } from '../../entries/by-id.ts';
import type { Entry } from '../../entries/entry.ts';
import type { Statement, StatementField } from '../../entries/statements/statement.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { countedIn, countsIn } from '../language/counted.ts';
import { lightTerms } from '../language/light-words.ts';
import { tellsOnlyIntent } from '../language/only-intended.ts';
import { saysUnknown } from '../language/said-unknown.ts';
import { soughtBy } from '../language/signs.ts';
import { quotedIn } from '../language/verbatim.ts';
import type { Focus } from '../question/focus.ts';
import { ABOUT_NOTES, fieldsOf, type Intent, OF_ACTORS } from '../question/intent.ts';
import { speaksOfWhatIsNot, tellsOfDeed } from '../question/question-form.ts';
import { subjectTerms } from '../question/subject.ts';
import { bareness } from '../retrieval/asked-terms.ts';
import type { Passage, Passages } from '../retrieval/passages.ts';
import { besides } from '../retrieval/read-with.ts';
import { accountedTerms } from './accounted-terms.ts';
import { countsSomethingElse, givesTime, lacksAmount, lacksTimeOfDay } from './amounts.ts';
import { onlyBoundsTime } from './another-time.ts';
import {
  doubterUnheard,
  isOfAnother,
  lacksBelief,
  lacksDesk,
  lacksVoice,
  lacksWhereabouts,
  lacksWish,
} from './asked-of-whom.ts';
import { lacksParty } from './between-parties.ts';
import { lacksComplement } from './complements.ts';
import { lacksCounterpart } from './counterparts.ts';
import { COVERED, coverage, wordingOf } from './coverage.ts';
import { lacksDeed, lacksDoer, namesOnlyTheContrary, tellsOfDoing } from './deed-told.ts';
import { holdsOfCited } from './doubt-of-cited.ts';
import { type Inquiry, meets, sameField } from './inquiry.ts';
import { lacksLinkToCited } from './link-to-cited.ts';
import { onlyCounts, saysTheyAreUnnamed } from './names-sought.ts';
import { lacksOwner } from './owners.ts';
import { lacksReason } from './reasons.ts';
import { isOfficeOfAnother, namesNoHolder, namesUnknownKind, namesUnknownOffice } from './unknown-kinds.ts';
import { unknownNames } from './unknown-names.ts';
import { lacksNegation } from './who-did-not.ts';
import { lacksWordOfDeed } from './word-of-deed.ts';

/** Why a statement is no answer to a question, for the log and the tests. */
export type Refusal =
  | 'a name or number that is not in the briefing'
  | 'another deed'
  | 'another doer'
  | 'the contrary'
  | 'only imagined'
  | 'only intended'
  | 'another part of the briefing'
  | 'no reason'
  | 'nobody is named'
  | 'no time'
  | 'a time of something else'
  | 'no quotation'
  | 'no number'
  | 'a number of something else'
  | 'no place'
  | 'another office'
  | 'something else'
  | 'nobody of these doubts'
  | 'more than the briefing says'
  | 'a word of the deed without a match'
  | 'too many words without a match'
  | 'something that was not answered before'
  | 'too little in common';

export interface Judged {
  readonly refusal: Refusal | undefined;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Whether the statement at this position answers the question, or what it lacks. Names in common are not enough. */
export function judge(at: number, inquiry: Inquiry): Judged {
  const { focus, passages } = inquiry;
  const statement = passages.all[at]?.statement;
  if (!statement || tokensOf(focus.question).length === 0)
    return { refusal: 'too little in common', confidence: 0 };
  const ofCited = holdsOfCited(statement, inquiry);
  if (ofCited !== undefined)
    return ofCited ? { refusal: undefined, confidence: 1 } : { refusal: 'something else', confidence: 0 };
  if (isImagined(statement, focus)) return { refusal: 'only imagined', confidence: 0 };
  if (isOnlyIntended(statement, inquiry)) return { refusal: 'only intended', confidence: 0 };
  if (isElsewhere(statement, focus, inquiry.entry))
    return { refusal: 'another part of the briefing', confidence: 0 };
  const accounted = accountedTerms(statement, inquiry);
  const lacking = lackingIn(at, accounted, inquiry);
  if (lacking) return { refusal: lacking, confidence: 0 };
  const confidence = confidenceIn(at, accounted, inquiry);
  if (confidence < COVERED) return { refusal: 'too little in common', confidence };
  if (addsNothing(statement, inquiry)) return { refusal: 'too little in common', confidence };
  if (focus.asksBeyond && !saysNoOther(statement.text))
    return { refusal: 'more than the briefing says', confidence };
  if (countsSomethingElse(focus, passages, at)) return { refusal: 'a number of something else', confidence };
  return { refusal: undefined, confidence };
}

function lackingIn(at: number, accounted: ReadonlySet<string>, inquiry: Inquiry): Refusal | undefined {
  const { focus, entry, passages } = inquiry;
  if (unknownNames(focus.question, passages, accounted).length > 0)
    return 'a name or number that is not in the briefing';
  if (lacksLinkToCited(at, accounted, inquiry)) return 'something else';
  if (lacksNegation(focus.question, passages.all[at]?.statement.text ?? '')) return 'the contrary';
  const near = sameField(passages, at);
  if (namesUnknownKind(near, accounted, inquiry)) return 'something else';
  if (lacksDeed(at, near, inquiry)) return 'another deed';
  if (lacksDoer(at, near, inquiry)) return 'another doer';
  if (lacksComplement(near, focus)) return 'another deed';
  if (lacksReason(at, near, inquiry)) return 'no reason';
  if (onlyCounts(passages.all[at], focus) || namesNoHolder(passages.all[at], focus)) return 'nobody is named';
  const statement = passages.all[at]?.statement;
  if (statement && namesOnlyTheContrary(statement, inquiry)) return 'the contrary';
  const sought = soughtBy(focus.question);
  if (sought === 'time' && !near.some(givesTime)) return 'no time';
  if (lacksTimeOfDay(passages.all[at], focus)) return 'no time';
  if (sought === 'time' && givesTimeOfElse(near.filter(givesTime), accounted, inquiry))
    return 'a time of something else';
  const text = statement?.text ?? '';
  if (focus.form.verbatim && quotedIn(text).length === 0 && !saysUnknown(text)) return 'no quotation';
  if (lacksAmount(passages.all[at], focus)) return 'no number';
  if (statement && lacksWhereabouts(statement, focus, entry)) return 'no place';
  if (statement && lacksDesk(statement, focus)) return 'another doer';
  if (statement && lacksWish(statement, focus)) return 'something else';
  if (statement && isOfAnother(statement, focus, entry)) return 'another doer';
  if (onlyBoundsTime(text, focus.question)) return 'a time of something else';
  if (lacksOwner(text, focus.question, entry)) return 'nobody is named';
  if (lacksCounterpart(text, focus.question)) return 'something else';
  if (statement && lacksParty(statement, focus, entry)) return 'another doer';
  if (statement && lacksVoice(statement, focus)) return 'another deed';
  if (focus.intent === 'where' && BEFORE.test(focus.question) && !tellsWhereItWas(text)) return 'no place';
  if (sought === 'place' && !near.some((passage) => isSomewhere(passage, entry))) return 'no place';
  if (namesUnknownOffice(focus, near, accounted) || (statement && isOfficeOfAnother(focus, statement)))
    return 'another office';
  if (doubterUnheard(focus, passages) || lacksBelief(near, focus)) return 'nobody of these doubts';
  if (lacksWordOfDeed(statement, near, accounted, inquiry)) return 'a word of the deed without a match';
  return lacksWords(at, near, accounted, inquiry) ? 'too many words without a match' : undefined;
}

/** Signs, evidence and likelihoods stand in their own fields and nowhere else. */
function isElsewhere({ field, text, date }: Statement, { intent, form }: Focus, entry: Entry): boolean {
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
function isImagined({ field, text }: Statement, { intent, form }: Focus): boolean {
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
function isOnlyIntended({ text }: Statement, { focus, entry }: Inquiry): boolean {
  if (ABOUT_NOTES.has(focus.intent) || focus.intent === 'sourcing') return false;
  return tellsOnlyIntent(text, focus.question, new Set([...focus.actorTerms, ...subjectTerms(entry)]));
}

/** "Do they know each other?" after something else: without a telling word of its own, whatever was near would answer it. */
function addsNothing({ text, field }: Statement, { focus, entry }: Inquiry): boolean {
  const { intent, form } = focus;
  const follows = focus.fromConversation || focus.isBare;
  if (!follows || !form.yesNo || intent !== 'fact' || saysUnknown(text) || field === 'outlook.likelihood')
    return false;
  const light = lightTerms(focus.question);
  return termsOf(focus.question).every(
    (term) => light.has(term) || focus.actorTerms.has(term) || subjectTerms(entry).has(term),
  );
}

/** "When will the court hear it?" is not told by when the cranes are to run: what is dated has no word of the question. */
function givesTimeOfElse(
  dated: readonly Passage[],
  accounted: ReadonlySet<string>,
  { wording }: Inquiry,
): boolean {
  const open = wording.asked.terms.filter((term) => !accounted.has(term));
  return open.length > 0 && !dated.some((passage) => open.some((term) => meets(term, passage, wording)));
}

/** Half of the words and more are neither in the field nor beside the statement. */
function lacksWords(
  at: number,
  near: readonly Passage[],
  accounted: ReadonlySet<string>,
  { focus, wording, passages }: Inquiry,
): boolean {
  if (saysTheyAreUnnamed(passages.all[at]?.statement, focus) || saysNothingOfIt(at, focus, passages))
    return false;
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
function saysNothingOfIt(at: number, { intent, actors, question, form }: Focus, passages: Passages): boolean {
  const statement = passages.all[at]?.statement;
  return (
    statement !== undefined &&
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

/** A country is a place, and so is what is said of one. */
function isSomewhere({ statement, signs }: Passage, entry: Entry): boolean {
  const ofCountry = statement.actors.some((id) => byId(entry.actors, id)?.kind === 'state');
  const { text } = statement;
  return (
    ofCountry ||
    signs('place').length > 0 ||
    (saysUnknown(text) && /\b(?:where|place|venue|location)\b/i.test(text))
  );
}

/** "Where was it to be before it moved?" is not told by where it moved to. */
const BEFORE =
  /\bbefore (?:it|they|that|this|the \p{L}+) (?:(?:was|were|got) )?(?:mov|chang|relocat|shift|left)/iu;

function tellsWhereItWas(text: string): boolean {
  return speaksOfWhatIsNot(text, 'place') || saysUnknown(text);
}

/** "the only operator" answers who else there is. */
function saysNoOther(text: string): boolean {
  return /\b(?:only|sole|alone|no(?:body|ne|thing)? (?:other|else))\b/i.test(text);
}

const NONE: ReadonlySet<string> = new Set();

function confidenceIn(top: number, accounted: ReadonlySet<string>, inquiry: Inquiry): number {
  const { focus, wording, passages, before } = inquiry;
  const { asked } = wording;
  if (saysTheyAreUnnamed(passages.all[top]?.statement, focus) || saysNothingOfIt(top, focus, passages))
    return 1;
  const open = asked.terms.filter((term) => !accounted.has(term));
  if (asked.terms.length === 0 && !before && focus.intent === 'fact') return 0;
  const statement = passages.all[top]?.statement;
  const inPlace =
    statement !== undefined &&
    fieldsOf(focus.intent).fields.includes(statement.field) &&
    (!statement.field.startsWith('actor.') || statement.actors.some((id) => focus.actors.includes(id)));
  const sought = soughtBy(focus.question);
  // Of whom it is asked, and with the time or number that is asked for.
  const counted = countedIn(focus.question);
  const fits =
    (sought !== undefined &&
      sought !== 'name' &&
      (statement?.actors.some((id) => focus.actors.includes(id)) ?? false) &&
      (passages.all[top]?.signs(sought).length ?? 0) > 0) ||
    (counted !== undefined && countsIn(statement?.text ?? '', new Set(termsOf(counted))));
  const owned =
    !focus.fromConversation && (statement?.actors.some((id) => focus.actors.includes(id)) ?? false);
  const { deed } = focus.form;
  const tells =
    statement !== undefined &&
    ((deed !== undefined && tellsOfDeed(statement.text, deed, () => NONE)) ||
      tellsOfDoing(statement, inquiry));
  const own = coverage(
    wording,
    passages,
    top,
    accounted,
    inPlace || fits || tells || (owned && focus.form.yesNo && open.length === 1),
  );
  // Who says what was done leans on nothing, and what a question names itself must be there.
  const here = passages.all[top];
  const [single] = open;
  const lacking = single !== undefined && here !== undefined && !meets(single, here, wording);
  if (!before || open.length > 1 || lacking || focus.form.deed !== undefined) return own;
  const bare = bareness({ ...asked, terms: open }, passages);
  return Math.max(
    own,
    open.length === 0 ? 1 : bare * coverage(wordingOf(before.question, passages), passages, top, accounted),
  );
}
