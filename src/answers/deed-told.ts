import type { Entry } from '../entries/entry.ts';
import type { Statement } from '../entries/statement.ts';
import { STOP_WORDS } from '../search/stop-words.ts';
import { stemOf } from '../search/terms.ts';
import { type DeedAsked, deedAsked, EMPTY_VERBS } from './deed-asked.ts';
import { doingsIn, isSameDoing, tellsOf } from './doings.ts';
import { type Inquiry, meets } from './inquiry.ts';
import { intentTerms } from './intent.ts';
import { kindredOf } from './kindred-words.ts';
import { lightTerms } from './light-words.ts';
import type { Passage } from './passages.ts';
import { isOnlyThought, saysNobodyIsNamed, tellsOfDeed } from './question-form.ts';
import { saysUnknown } from './said-unknown.ts';

/** "Who paid …?" is answered only where somebody paid. */
export function lacksDeed(at: number, near: readonly Passage[], inquiry: Inquiry): boolean {
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
export function lacksDoer(
  at: number,
  near: readonly Passage[],
  { focus, entry, passages }: Inquiry,
): boolean {
  const asked = deedAsked(focus.question, entry);
  const statement = passages.all[at]?.statement;
  if (!statement) return false;
  // "Why did they meet in Muscat?": that Muscat's own aim is not known is no reason.
  const ofAim = focus.intent === 'why' && statement.field === 'actor.wants' && saysUnknown(statement.text);
  if (ofAim && !asked && !focus.fromConversation && focus.hasFurtherTerms) return true;
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
  // That none is named of whom they did it to is told of them.
  if (by !== undefined && saysNobodyIsNamed(statement.text) && !tellsOf(statement, by, entry)) return true;
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
  const silent = focus.form.yesNo && statement.field === 'actor.position' && saysUnknown(statement.text);
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
export function namesOnlyTheContrary(statement: Statement, { focus, entry }: Inquiry): boolean {
  if (ASKS_CONTRAST.test(focus.question)) return false;
  const asked = deedAsked(focus.question, entry);
  const verb = asked?.verb ?? focus.form.deed;
  if (verb === undefined) return false;
  const at = focus.question.toLowerCase().indexOf(verb);
  const object = /^[\p{L}’']+(?: (?:for|to|on|in|into|the)){0,2} (\p{Lu}\p{L}+)/u.exec(
    focus.question.slice(at),
  )?.[1];
  if (object === undefined) return false;
  const parts = statement.text.split(object);
  return parts.length > 1 && parts.slice(0, -1).every((before) => CONTRAST.test(before));
}

const PERSON = /\b(?:he|she|his|her|him)\b/i;
const REPORTING = /^(?:report|claim|state|announce|declare)(?:s|d|ed)?$/;

const SAYING =
  /^(?:sa(?:y|ys|id)|t(?:ell|ells|old)|ask(?:s|ed)?|urg(?:e|es|ed)|warn(?:s|ed)?|call(?:s|ed)|demand(?:s|ed)?|insist(?:s|ed)?|argu(?:e|es|ed)|describ(?:e|es|ed)|propos(?:e|es|ed)|refus(?:e|es|ed)|reject(?:s|ed)?|turned|agreed|accept(?:s|ed)?|den(?:y|ies|ied)|respond(?:s|ed)?|repl(?:y|ies|ied)|answer(?:s|ed)?|restored|gave|report(?:s|ed)?|present(?:s|ed)?)$/;

/** The forms of a verb and of its like, for `doingsIn`. */
function formsOf(
  { verb, isPast }: Pick<DeedAsked, 'verb' | 'isPast'>,
  alike: (stem: string) => ReadonlySet<string>,
): (token: string, at: number, tokens: readonly string[]) => boolean {
  const stem = stemOf(verb);
  const kin = alike(stem);
  return (token, at, tokens) => {
    if (STOP_WORDS.has(token) || (isPast && isOnlyThought(tokens, at, verb))) return false;
    const other = stemOf(token);
    return other === stem || kin.has(other);
  };
}
