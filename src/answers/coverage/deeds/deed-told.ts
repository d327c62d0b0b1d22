import type { Entry } from '../../../entries/entry.ts';
import type { Statement } from '../../../entries/statements/statement.ts';
import { STOP_WORDS } from '../../../search/stop-words.ts';
import { stemOf, termsOf } from '../../../search/terms.ts';
import { contrariesOf } from '../../language/contraries.ts';
import { countedIn, countsIn } from '../../language/counted.ts';
import { kindredOf } from '../../language/kindred/kindred-words.ts';
import { isLight, lightTerms } from '../../language/light-words.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { type DeedAsked, deedOfClause, EMPTY_VERBS } from '../../question/deed-asked.ts';
import type { Focus } from '../../question/focus.ts';
import { intentTerms } from '../../question/intent.ts';
import { nameSpans } from '../../question/names.ts';
import { saysNobodyIsNamed, tellsOfDeed } from '../../question/question-form.ts';
import { subjectTerms } from '../../question/subject.ts';
import type { Passage } from '../../retrieval/passages.ts';
import { type Inquiry, meets } from '../inquiry.ts';
import { doingsIn, isSameDoing, tellsOf } from './doings.ts';
import { formsOf } from './forms-of-deed.ts';
import { nameDidNothing, othersDid } from './other-subjects.ts';

/** "Who paid …?" is answered only where somebody paid. */
export function lacksDeed(at: number, near: readonly Passage[], inquiry: Inquiry): boolean {
  const { focus, passages } = inquiry;
  const { deed, namesSought } = focus.form;
  if (isDoneByNobody(at, inquiry)) return true;
  if (deed === undefined) return false;
  const stem = stemOf(deed);
  if (focus.actorTerms.has(stem) || intentTerms(focus.intent).has(stem)) return false;
  // "Who talks for them?" where the talks are what the whole story is about.
  const isSubject = /s$/.test(deed) && subjectTerms(inquiry.entry).has(stem);
  if (isSubject && ![...kindredOf(stem)].some((kin) => passages.all[at]?.counts.has(kin))) return true;
  if (countsDeeds(passages.all[at]?.statement.text ?? '', stem, focus.question)) return false;
  if (hidesDoer(at, deed, inquiry)) return true;
  if (isOnlyLikeIt(at, near, stem, inquiry)) return true;
  // That none is named of those who did it answers who they were, wherever the deed itself is told.
  const namesNobody = namesSought !== undefined && saysNobodyIsNamed(passages.all[at]?.statement.text ?? '');
  const tellers = namesNobody ? passages.all : near;
  return !tellers.some(
    ({ statement }) =>
      tellsOfDeed(statement.text, deed, kindredOf) ||
      // What a relation is called tells of it too.
      (statement.field === 'relation' && termsOf(statement.heading ?? '').includes(stem)),
  );
}

/** "How many people died?" is told by "19 deaths". */
function countsDeeds(text: string, deed: string, question: string): boolean {
  return countedIn(question) !== undefined && countsIn(text, new Set([deed, ...kindredOf(deed)]));
}

/** "Who will win?" is not told by that a symbolic session "would win time": nobody does it there. */
function isDoneByNobody(at: number, { focus, entry, passages }: Inquiry): boolean {
  const verb = WHO_WILL.exec(focus.question)?.[1]?.toLowerCase();
  const statement = passages.all[at]?.statement;
  if (verb === undefined || !statement || isLight(verb) || saysUnknown(statement.text)) return false;
  const doings = doingsIn(statement, entry, formsOf({ verb, isPast: false }, kindredOf));
  return doings.length > 0 && doings.every(({ by }) => by?.length === 0);
}

const WHO_WILL =
  /^\W*(?:and |but |so )?who (?:will|would|could|can|may|might|is going to|['’]ll) (\p{L}{2,30})\b/iu;

/** "Who refused?" is not told by that somebody "was refused". */
function hidesDoer(at: number, deed: string, { focus, entry, passages }: Inquiry): boolean {
  const statement = passages.all[at]?.statement;
  if (
    !statement ||
    saysUnknown(statement.text) ||
    !/^\W*(?:and |but |so )?(?:who|which)\b/i.test(focus.question)
  )
    return false;
  const doings = doingsIn(statement, entry, formsOf({ verb: deed, isPast: false }, kindredOf));
  return doings.length > 0 && doings.every(({ isWithoutDoer }) => isWithoutDoer);
}

/** "Did Iran press Oman?" is not answered by others who pressed, nor "Why did Oman refuse?" by what Oman did besides. */
export function lacksDoer(
  at: number,
  near: readonly Passage[],
  { focus, entry, passages }: Inquiry,
): boolean {
  const asked = focus.deedAsked;
  const statement = passages.all[at]?.statement;
  if (!statement) return false;
  const clause = deedOfClause(focus.question, entry);
  if (clause && isToldOfOthers(clause, near, entry)) return true;
  // "Why did they meet in Muscat?": that Muscat's own aim is not known is no reason.
  const ofAim = focus.intent === 'why' && statement.field === 'actor.wants' && saysUnknown(statement.text);
  if (ofAim && !asked && !focus.fromConversation && focus.hasFurtherTerms) return true;
  // "Where does he work?": what is told of others is told of somebody else.
  if (!asked && (othersDid(near, focus.question, entry) || nameDidNothing(near, statement, focus.question)))
    return true;
  if (!asked)
    return focus.fromConversation && PERSON.test(focus.question) && focus.actors.length > 0
      ? !focus.actors.some((id) => tellsOf(statement, id, entry))
      : false;
  const { verb, by, to } = asked;
  if (SAY.test(verb) && focus.intent === 'position' && by !== undefined)
    return !speaksFor(statement, by, entry);
  if ((EMPTY_VERBS.has(verb) && !GIVES_WAY.test(focus.question)) || (STOP_WORDS.has(verb) && verb !== 'own'))
    return false;
  if (REPORTING.test(verb)) return by !== undefined && !speaksFor(statement, by, entry);
  if (intentTerms(focus.intent).has(stemOf(verb)))
    return (
      focus.intent === 'position' &&
      by !== undefined &&
      !speaksFor(statement, by, entry, COMMENTING.test(verb) ? ANSWERING : SAYING)
    );
  // That none is named of whom they did it to is told of them.
  if (by !== undefined && saysNobodyIsNamed(statement.text) && !tellsOf(statement, by, entry)) return true;
  const isDeed = formsOf(asked, focus.form.yesNo ? kindredOrContrary : kindredOf);
  const doings = near.flatMap(({ statement }) =>
    doingsIn(statement, entry, isDeed).map(
      (doing) => isSameDoing(doing, asked, statement, entry) || (!asked.isPast && doing.by?.length === 0),
    ),
  );
  if (by === undefined && to !== undefined && WAS.test(focus.question))
    return !isDoneTo(to, verb, doings, entry);
  if (doings.length > 0) return !doings.some(Boolean);
  // What is to come may be told without the verb: "10 February: the mediator's first proposal".
  if (!asked.isPast && (statement.field === 'timeline' || focus.form.ofTheFuture || focus.compares))
    return false;
  // That nothing is known of what they said is an honest answer to whether they did this.
  const silent = focus.form.yesNo && statement.field === 'actor.position' && saysUnknown(statement.text);
  return !(silent && by !== undefined && statement.actors.includes(by));
}

/** Whether the statement tells that the actor who is asked about did this, in whatever word for it. */
export function tellsOfDoing(statement: Statement, { focus, entry }: Inquiry): boolean {
  const asked = focus.deedAsked;
  if (asked?.by === undefined || EMPTY_VERBS.has(asked.verb) || isLight(asked.verb)) return false;
  const doings = doingsIn(statement, entry, formsOf(asked, kindredOf));
  return doings.some((doing) => doing.by !== undefined && isSameDoing(doing, asked, statement, entry));
}

const SAY = /^(?:say|said|says)$/;

/** "Did they back the coup?" is told by that they condemned it. */
function kindredOrContrary(stem: string): ReadonlySet<string> {
  return new Set([...kindredOf(stem), ...contrariesOf(stem)]);
}

/** Whether the actor who is asked about is told to have done the contrary. */
export function tellsOfContrary(statement: Statement, focus: Focus, entry: Entry): boolean {
  const asked = focus.deedAsked;
  if (!focus.form.yesNo || asked?.by === undefined || contrariesOf(stemOf(asked.verb)).size === 0)
    return false;
  if (doingsIn(statement, entry, formsOf(asked, kindredOf)).length > 0) return false;
  return doingsIn(statement, entry, formsOf(asked, contrariesOf)).some(
    (doing) => doing.by !== undefined && isSameDoing(doing, asked, statement, entry),
  );
}

/** With its particle a verb says enough. */
const GIVES_WAY = /\bg[ai]ve (?:way|in|up)\b/i;

function isToldOfOthers(asked: DeedAsked, near: readonly Passage[], entry: Entry): boolean {
  const isDeed = formsOf(asked, kindredOf);
  const doings = near.flatMap(({ statement }) =>
    doingsIn(statement, entry, isDeed).map((doing) => isSameDoing(doing, asked, statement, entry)),
  );
  return doings.length > 0 && !doings.some(Boolean);
}

const WAS = /^\W*(?:(?:why|how|when|where) )?(?:is|are|was|were)\b/i;

/** "Why was the dealer sanctioned?": what the story is named after was done to those whom its names name. */
function isDoneTo(actor: string, verb: string, doings: readonly boolean[], entry: Entry): boolean {
  if (subjectTerms(entry).has(stemOf(verb)))
    return nameSpans([entry.title, ...entry.aliases].join(', '), entry).some((span) => span.actor === actor);
  return doings.length === 0 || doings.some(Boolean);
}

/** Whether a statement is about what this actor says: it stands under the actor, or has the actor say it. */
function speaksFor(statement: Statement, actor: string, entry: Entry, saying = SAYING): boolean {
  if (statement.actors.includes(actor) && statement.field !== 'relation') return true;
  return doingsIn(statement, entry, (token) => saying.test(token)).some((doing) =>
    isSameDoing(doing, { verb: 'say', by: actor, to: undefined, isPast: true }, statement, entry),
  );
}

/** "Who opposed the meeting?" is not told by who refused: another word for the deed needs the rest of the question with it. */
function isOnlyLikeIt(
  at: number,
  near: readonly Passage[],
  stem: string,
  { focus, wording, passages }: Inquiry,
): boolean {
  const here = passages.all[at];
  if (!here || near.some(({ counts }) => counts.has(stem)) || saysUnknown(here.statement.text)) return false;
  const light = lightTerms(focus.text);
  const others = wording.asked.terms.filter(
    (term) =>
      term !== stem &&
      !focus.form.namesSought?.has(term) &&
      !focus.actorTerms.has(term) &&
      !light.has(term) &&
      !intentTerms(focus.intent).has(term),
  );
  return others.length > 0 && !others.some((term) => meets(term, here, wording));
}

const CONTRAST =
  /\b(?:instead of|rather than|in place of|leave|leaving|left|swap|swapping|away from|from|not)\s+(?:the )?$/i;
const ASKS_CONTRAST =
  /\b(?:instead|rather|from|leave|leaving|left|drop\w*|abandon\w*|not|reject\w*|refus\w*|turn\w*|against|oppos\w*)\b|n['’]t\b/i;

/** "Did Iran ask for Istanbul?" is not answered by that it asked for another city "instead of Istanbul". */
export function namesOnlyTheContrary(statement: Statement, { focus }: Inquiry): boolean {
  if (ASKS_CONTRAST.test(focus.question)) return false;
  const chosen = WHY_NAMED.exec(focus.question)?.[1];
  if (chosen !== undefined) return isOnlyContrasted(statement.text, chosen);
  const asked = focus.deedAsked;
  const verb = asked?.verb ?? focus.form.deed;
  if (verb === undefined) return false;
  const at = focus.question.toLowerCase().indexOf(verb);
  const object = /^[\p{L}’']+(?: (?:for|to|on|in|into|the)){0,2} (\p{Lu}\p{L}+)/u.exec(
    focus.question.slice(at),
  )?.[1];
  return object !== undefined && isOnlyContrasted(statement.text, object);
}

/** "Why Istanbul?" */
const WHY_NAMED = /^why (?:in |there in )?(\p{Lu}\p{L}+)\W*$/u;

function isOnlyContrasted(text: string, object: string): boolean {
  const parts = text.split(object);
  return parts.length > 1 && parts.slice(0, -1).every((before) => CONTRAST.test(before));
}

const PERSON = /\b(?:he|she|his|her|him)\b/i;
const REPORTING = /^(?:report|claim|state|announce|declare)(?:s|d|ed)?$/;

const COMMENTING = /^(?:comment|respon|react|repl|sp(?:ea|o)k)/;
/** What tells that somebody spoke up, and not what they did besides. */
const ANSWERING =
  /^(?:sa(?:y|ys|id)|t(?:ell|ells|old)|respond(?:s|ed)?|repl(?:y|ies|ied)|answer(?:s|ed)?|den(?:y|ies|ied)|comment(?:s|ed)?)$/;

const SAYING =
  /^(?:sa(?:y|ys|id)|t(?:ell|ells|old)|ask(?:s|ed)?|urg(?:e|es|ed)|warn(?:s|ed)?|call(?:s|ed)|demand(?:s|ed)?|insist(?:s|ed)?|argu(?:e|es|ed)|describ(?:e|es|ed)|propos(?:e|es|ed)|refus(?:e|es|ed)|reject(?:s|ed)?|turned|agreed|accept(?:s|ed)?|den(?:y|ies|ied)|respond(?:s|ed)?|repl(?:y|ies|ied)|answer(?:s|ed)?|restored|gave|report(?:s|ed)?|present(?:s|ed)?)$/;
