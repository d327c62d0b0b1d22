import { byId } from '../entries/by-id.ts';
import type { Entry } from '../entries/entry.ts';
import type { Statement } from '../entries/statement.ts';
import { STOP_WORDS } from '../search/stop-words.ts';
import { stemOf, termsOf } from '../search/terms.ts';
import { tokensOf } from '../search/tokens.ts';
import { accountedTerms } from './accounted-terms.ts';
import { COVERED, coverage, type Wording, wordingOf } from './coverage.ts';
import { deedAsked, doingsIn, EMPTY_VERBS, formsOf, isSameDoing, tellsOf } from './doings.ts';
import { type Before, bareness, hasFamily, hasKin } from './features.ts';
import { fieldPath } from './field-path.ts';
import type { Focus } from './focus.ts';
import { ABOUT_NOTES, fieldsOf, type Intent, intentTerms } from './intent.ts';
import { kindredOf } from './kindred-words.ts';
import { isLight, lightTerms } from './light-words.ts';
import { tellsOnlyIntent } from './only-intended.ts';
import type { Passage, Passages } from './passages.ts';
import { saysNobodyIsNamed, tellsOfDeed } from './question-form.ts';
import { saysUnknown } from './said-unknown.ts';
import { signsOf, soughtBy } from './signs.ts';
import { strangeNames } from './strange-names.ts';
import { subjectTerms } from './subject.ts';
import { quotedIn } from './verbatim.ts';

/** Why a statement is no answer to a question, for the log and the tests. */
export type Refusal =
  | 'a name or number that is not in the briefing'
  | 'another deed'
  | 'another doer'
  | 'the contrary'
  | 'only imagined'
  | 'only intended'
  | 'another part of the briefing'
  | 'no time'
  | 'no quotation'
  | 'no number'
  | 'a number of something else'
  | 'no place'
  | 'another office'
  | 'something else'
  | 'nobody of these doubts'
  | 'more than the briefing says'
  | 'too many words without a match'
  | 'too little in common';

export interface Judged {
  readonly refusal: Refusal | undefined;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What a statement is held against. */
export interface Inquiry {
  readonly focus: Focus;
  /** Of `focus.text`. */
  readonly wording: Wording;
  readonly entry: Entry;
  readonly passages: Passages;
  readonly before: Before | undefined;
  /** Terms that only named the briefing. */
  readonly topicTerms: ReadonlySet<string>;
}

/** Whether the statement at this position answers the question, or what it lacks. Names in common are not enough. */
export function judge(at: number, inquiry: Inquiry): Judged {
  const { focus, passages } = inquiry;
  const statement = passages.all[at]?.statement;
  if (!statement || tokensOf(focus.question).length === 0)
    return { refusal: 'too little in common', confidence: 0 };
  if (isImagined(statement, focus)) return { refusal: 'only imagined', confidence: 0 };
  if (isOnlyIntended(statement, inquiry)) return { refusal: 'only intended', confidence: 0 };
  if (isElsewhere(statement, focus)) return { refusal: 'another part of the briefing', confidence: 0 };
  const accounted = accountedTerms(statement, inquiry);
  const lacking = lackingIn(at, accounted, inquiry);
  if (lacking) return { refusal: lacking, confidence: 0 };
  const confidence = confidenceIn(at, accounted, inquiry);
  if (confidence < COVERED) return { refusal: 'too little in common', confidence };
  if (focus.asksBeyond) return { refusal: 'more than the briefing says', confidence };
  if (countsSomethingElse(focus, passages, at)) return { refusal: 'a number of something else', confidence };
  return { refusal: undefined, confidence };
}

function lackingIn(at: number, accounted: ReadonlySet<string>, inquiry: Inquiry): Refusal | undefined {
  const { focus, entry, passages } = inquiry;
  if (strangeNames(focus.question, passages, accounted).length > 0)
    return 'a name or number that is not in the briefing';
  const near = sameField(passages, at);
  if (namesStrangeKind(near, accounted, inquiry)) return 'something else';
  if (lacksDeed(at, near, inquiry)) return 'another deed';
  if (lacksDoer(at, near, inquiry)) return 'another doer';
  const statement = passages.all[at]?.statement;
  if (statement && namesOnlyTheContrary(statement, inquiry)) return 'the contrary';
  const sought = soughtBy(focus.question);
  if (sought === 'time' && !near.some(givesTime)) return 'no time';
  const text = passages.all[at]?.statement.text ?? '';
  if (/\bwhat time\b/i.test(focus.question) && !CLOCK.test(text)) return 'no time';
  if (focus.form.verbatim && quotedIn(text).length === 0 && !saysUnknown(text)) return 'no quotation';
  if (
    MUCH.test(focus.question) &&
    OF_AMOUNTS.has(focus.intent) &&
    !/\d/.test(passages.all[at]?.statement.text ?? '')
  )
    return 'no number';
  if (
    MEASURE.test(focus.question) &&
    !givesMeasure(
      passages.all[at],
      /\bhow many\b(?! (?:days?|weeks?|months?|years?|hours?|minutes?)\b)/i.test(focus.question),
    )
  )
    return 'no number';
  if (sought === 'place' && !near.some((passage) => isSomewhere(passage, entry))) return 'no place';
  if (namesStrangeOffice(focus, near, accounted)) return 'another office';
  if (doubterUnheard(focus, passages)) return 'nobody of these doubts';
  return lacksWords(at, near, accounted, inquiry) ? 'too many words without a match' : undefined;
}

/** Signs, evidence and likelihoods stand in their own fields and nowhere else. */
function isElsewhere({ field, text }: Statement, { intent, form }: Focus): boolean {
  const { fields, related } = fieldsOf(intent);
  // How sure the desk is tells of the desk.
  if (field === 'outlook.confidence' && intent === 'fact') return true;
  // How somebody feels about it is told by what they said or did, not by what they are.
  if (intent === 'position' && form.ofAttitude) return !fields.includes(field) && field !== 'actor.claim';
  if (intent === 'unknowns') return !saysUnknown(text);
  // What may come is told by the outlook; a doubt about the reporting foretells nothing.
  if (form.ofTheFuture && field === 'skepticism.doubt' && intent === 'fact') return true;
  return IN_PLACE_ONLY.has(intent) && ![...fields, ...related].includes(field);
}

const IN_PLACE_ONLY: ReadonlySet<Intent> = new Set<Intent>(['signs', 'settles', 'confidence', 'consequence']);

/** What may come has not happened. What evidence the desk would like to have tells nothing of what happened. */
function isImagined({ field, text }: Statement, { intent, form }: Focus): boolean {
  const mayCome = field === 'outlook.scenario' || field === 'outlook.signpost';
  if (form.ofThePast && intent === 'fact' && mayCome && !saysUnknown(text)) return true;
  return (
    field === 'skepticism.would_settle' &&
    !ABOUT_NOTES.has(intent) &&
    intent !== 'sourcing' &&
    !form.ofTheFuture
  );
}

/** Where evidence is asked for, what would be evidence is an answer. */
function isOnlyIntended({ text }: Statement, { focus, entry }: Inquiry): boolean {
  if (ABOUT_NOTES.has(focus.intent) || focus.intent === 'sourcing') return false;
  return tellsOnlyIntent(text, focus.question, new Set([...focus.actorTerms, ...subjectTerms(entry)]));
}

/** "Who paid …?" is answered only where somebody paid. */
function lacksDeed(at: number, near: readonly Passage[], inquiry: Inquiry): boolean {
  const { focus, passages } = inquiry;
  const { deed, namesSought } = focus.form;
  if (deed === undefined) return false;
  const stem = stemOf(deed);
  if (focus.actorTerms.has(stem) || intentTerms(focus.intent).has(stem)) return false;
  if (isOnlyLikeIt(at, near, stem, inquiry)) return true;
  // That none is named of those who did it answers who they were, wherever the deed itself is told.
  const namesNobody = namesSought !== undefined && saysNobodyIsNamed(passages.all[at]?.statement.text ?? '');
  const tellers = namesNobody ? passages.all : near;
  return !tellers.some(({ statement }) => tellsOfDeed(statement.text, deed, kindredOf));
}

/** "Did Iran press Oman?" is not answered by others who pressed, nor "Why did Oman refuse?" by what Oman did besides. */
function lacksDoer(at: number, near: readonly Passage[], { focus, entry, passages }: Inquiry): boolean {
  const asked = deedAsked(focus.question, entry);
  const statement = passages.all[at]?.statement;
  if (!statement) return false;
  // "Where does he work?": what is told of others is told of somebody else.
  if (!asked)
    return focus.fromConversation && PERSON.test(focus.question) && focus.actors.length > 0
      ? !focus.actors.some((id) => tellsOf(statement, id, entry))
      : false;
  const { verb, by } = asked;
  if (EMPTY_VERBS.has(verb) || STOP_WORDS.has(verb)) return false;
  if (REPORTING.test(verb)) return by !== undefined && !speaksFor(statement, by, entry);
  if (intentTerms(focus.intent).has(stemOf(verb)))
    return focus.intent === 'position' && by !== undefined && !speaksFor(statement, by, entry);
  const isDeed = formsOf(asked, kindredOf);
  const doings = near.flatMap(({ statement }) =>
    doingsIn(statement, entry, isDeed).map(
      (doing) => isSameDoing(doing, asked, statement, entry) || (!asked.isPast && doing.by?.length === 0),
    ),
  );
  if (doings.length > 0) return !doings.some(Boolean);
  // What is to come may be told without the verb: "10 February: the mediator's first proposal".
  if (!asked.isPast && (statement.field === 'timeline' || focus.form.ofTheFuture || focus.compares))
    return false;
  // That nothing is known of what they said is an honest answer to whether they did this.
  const silent = statement.field === 'actor.position' && saysUnknown(statement.text);
  return !(silent && by !== undefined && statement.actors.includes(by));
}

/** Whether a statement is about what this actor says: it stands under the actor, or has the actor say it. */
function speaksFor(statement: Statement, actor: string, entry: Entry): boolean {
  if (statement.actors.includes(actor) && statement.field !== 'relation') return true;
  return doingsIn(statement, entry, (token) => SAYING.test(token)).some((doing) =>
    isSameDoing(doing, { verb: 'say', by: actor, to: undefined, isPast: true }, statement, entry),
  );
}

/** "Who opposed the meeting?" is not told by who refused: another word for the deed needs the rest of the question with it. */
function isOnlyLikeIt(
  at: number,
  near: readonly Passage[],
  stem: string,
  { focus, wording: { asked, slips }, passages }: Inquiry,
): boolean {
  const here = passages.all[at];
  if (!here || near.some(({ counts }) => counts.has(stem)) || saysUnknown(here.statement.text)) return false;
  const light = lightTerms(focus.text);
  const others = asked.terms.filter(
    (term) =>
      term !== stem &&
      !focus.form.namesSought?.has(term) &&
      !focus.actorTerms.has(term) &&
      !light.has(term) &&
      !intentTerms(focus.intent).has(term),
  );
  return others.length > 0 && !others.some((term) => meets(term, here, slips));
}

const CONTRAST =
  /\b(?:instead of|rather than|in place of|leave|leaving|left|away from|from|not)\s+(?:the )?$/i;
const ASKS_CONTRAST =
  /\b(?:instead|rather|from|leave|leaving|left|drop\w*|abandon\w*|not|reject\w*|refus\w*|turn\w*|against|oppos\w*)\b|n['’]t\b/i;

/** "Did Iran ask for Istanbul?" is not answered by that it asked for another city "instead of Istanbul". */
function namesOnlyTheContrary(statement: Statement, { focus, entry }: Inquiry): boolean {
  if (ASKS_CONTRAST.test(focus.question)) return false;
  const asked = deedAsked(focus.question, entry);
  const verb = asked?.verb ?? focus.form.deed;
  if (verb === undefined) return false;
  const at = focus.question.toLowerCase().indexOf(verb);
  const object = /^[\p{L}’']+(?: (?:for|to|on|in|into|the)){0,2} (\p{Lu}\p{L}+)/u.exec(
    focus.question.slice(at),
  )?.[1];
  if (object === undefined) return false;
  const parts = statement.text.split(new RegExp(`\\b${object}\\b`, 'u'));
  return parts.length > 1 && parts.slice(0, -1).every((before) => CONTRAST.test(before));
}

const PERSON = /\b(?:he|she|his|her|him)\b/i;
const REPORTING = /^(?:report|claim|state|announce|declare)(?:s|d|ed)?$/;

const SAYING =
  /^(?:sa(?:y|ys|id)|t(?:ell|ells|old)|ask(?:s|ed)?|urg(?:e|es|ed)|warn(?:s|ed)?|call(?:s|ed)|demand(?:s|ed)?|insist(?:s|ed)?|argu(?:e|es|ed)|describ(?:e|es|ed)|propos(?:e|es|ed)|refus(?:e|es|ed)|reject(?:s|ed)?|turned|agreed|accept(?:s|ed)?|den(?:y|ies|ied)|respond(?:s|ed)?|repl(?:y|ies|ied)|answer(?:s|ed)?|restored|gave|report(?:s|ed)?|present(?:s|ed)?)$/;

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

/** Half of the words and more are neither in the field nor beside the statement. */
function lacksWords(
  at: number,
  near: readonly Passage[],
  accounted: ReadonlySet<string>,
  { focus, wording: { asked, slips }, passages }: Inquiry,
): boolean {
  const open = asked.terms.filter((term) => !accounted.has(term));
  const neighbours = [passages.all[at - 1], passages.all[at], passages.all[at + 1], ...near];
  const unmet = open.filter((term) => !neighbours.some((passage) => passage && meets(term, passage, slips)));
  // That there is no such thing answers whether there is, whatever would be done with it.
  const denies =
    focus.form.yesNo && !focus.form.ofTheFuture && near.some(({ statement }) => saysUnknown(statement.text));
  return open.length > 0 && (denies ? unmet.length * 2 > open.length : unmet.length * 2 >= open.length);
}

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

/** "Who is the negotiator?" is not met by negotiations: the word itself must be there, as an office has it. */
function namesStrangeOffice(focus: Focus, near: readonly Passage[], accounted: ReadonlySet<string>): boolean {
  if (focus.intent !== 'role' || !/^(?:and |so )?who\b/i.test(focus.question)) return false;
  const words = tokensOf(focus.text).filter((token) => termsOf(token).some((term) => !accounted.has(term)));
  const present = new Set(near.flatMap(({ statement }) => tokensOf(statement.text)));
  return words.length > 0 && !words.some((word) => present.has(word) || present.has(`${word}s`));
}

/** "Which language …?" is answered only where a language is spoken of. */
function namesStrangeKind(
  near: readonly Passage[],
  accounted: ReadonlySet<string>,
  { focus, wording: { asked, slips } }: Inquiry,
): boolean {
  const kind = KIND.exec(focus.question)?.[1]?.toLowerCase();
  if (kind === undefined || soughtBy(focus.question) !== undefined) return false;
  const stem = stemOf(kind);
  if (isLight(kind) || STOP_WORDS.has(kind) || accounted.has(stem) || intentTerms(focus.intent).has(stem))
    return false;
  // What is itself asked besides stands for nothing else: to speak is not the language.
  const others = new Set([...asked.terms].filter((term) => term !== stem));
  return !near.some(
    (passage) =>
      passage.counts.has(stem) ||
      hasFamily(stem, passage) ||
      [...kindredOf(stem)].some((kin) => !others.has(kin) && passage.counts.has(kin)) ||
      (slips.get(stem)?.some((other) => passage.counts.has(other)) ?? false),
  );
}

const KIND =
  /\b(?:which|what) (\p{L}{3,30}) (?:will|would|do|does|did|is|are|was|were|has|have|had|can|could|might|should)\b/iu;

/** "Why is Iran skeptical?" of an actor whom nothing says to doubt anything: others' doubts are no answer. */
function doubterUnheard(focus: Focus, passages: Passages): boolean {
  if (
    focus.intent !== 'doubt' ||
    !focus.form.ofDoubter ||
    focus.fromConversation ||
    focus.actors.length === 0
  )
    return false;
  return !passages.all.some(
    ({ statement, counts }) =>
      statement.actors.some((id) => focus.actors.includes(id)) && DOUBTING.some((term) => counts.has(term)),
  );
}

const DOUBTING = termsOf('doubt skeptical sceptical');

function meets(term: string, passage: Passage, slips: ReadonlyMap<string, readonly string[]>): boolean {
  return (
    passage.counts.has(term) ||
    hasKin(term, passage) ||
    hasFamily(term, passage) ||
    (slips.get(term)?.some((other) => passage.counts.has(other)) ?? false)
  );
}

const NONE: ReadonlySet<string> = new Set();

/** The statements that stand in the same field, itself included. */
function sameField(passages: Passages, at: number): readonly Passage[] {
  const here = passages.all[at]?.statement;
  return here ? passages.all.filter(({ statement }) => fieldPath(statement.id) === fieldPath(here.id)) : [];
}

/** "How many troops": a number of something that is not mentioned here is no answer. */
function countsSomethingElse(focus: Focus, passages: Passages, top: number): boolean {
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

function confidenceIn(top: number, accounted: ReadonlySet<string>, inquiry: Inquiry): number {
  const { focus, wording, passages, before } = inquiry;
  const { asked } = wording;
  const open = asked.terms.filter((term) => !accounted.has(term));
  if (asked.terms.length === 0 && !before && focus.intent === 'fact') return 0;
  const statement = passages.all[top]?.statement;
  const inPlace =
    statement !== undefined &&
    fieldsOf(focus.intent).fields.includes(statement.field) &&
    (!statement.field.startsWith('actor.') || statement.actors.some((id) => focus.actors.includes(id)));
  const sought = soughtBy(focus.question);
  // Of whom it is asked, and with the time or number that is asked for.
  const fits =
    sought !== undefined &&
    sought !== 'name' &&
    (statement?.actors.some((id) => focus.actors.includes(id)) ?? false) &&
    (passages.all[top]?.signs(sought).length ?? 0) > 0;
  const owned =
    !focus.fromConversation && (statement?.actors.some((id) => focus.actors.includes(id)) ?? false);
  const { deed } = focus.form;
  const tells =
    deed !== undefined && statement !== undefined && tellsOfDeed(statement.text, deed, () => NONE);
  const own = coverage(
    wording,
    passages,
    top,
    accounted,
    inPlace || fits || tells || (owned && focus.form.yesNo && open.length === 1),
  );
  // Who says what was done leans on nothing.
  // What it names itself must be there.
  const here = passages.all[top];
  const [single] = open;
  const lacking = single !== undefined && here !== undefined && !meets(single, here, wording.slips);
  if (!before || open.length > 1 || lacking || focus.form.deed !== undefined) return own;
  const bare = bareness({ ...asked, terms: open }, passages);
  return Math.max(
    own,
    open.length === 0 ? 1 : bare * coverage(wordingOf(before.question, passages), passages, top, accounted),
  );
}
