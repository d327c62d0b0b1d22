import { STOP_WORDS } from '../../../search/stop-words.ts';
import { stemOf, termsOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { kindredOf } from '../../language/kindred/kindred-words.ts';
import { isLight } from '../../language/light-words.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import type { Focus } from '../../question/focus.ts';
import type { Intent } from '../../question/intent.ts';
import { isNounForm, tellsOfDeed } from '../../question/question-form.ts';
import type { Passage } from '../../retrieval/passages.ts';
import { hasKin } from '../../retrieval/related-words.ts';
import type { Considered } from '../considered.ts';

/**
 * What a question is about besides its main verb: "Does the bank want to *close* Kelder?", "When will the cap be
 * *lifted*?" What somebody wants besides, or what was done to the cap before, is no answer.
 */
export function lacksComplement(near: readonly Passage[], { question, form, intent }: Focus): boolean {
  // What may come, and what is to be thought of it, has its own fields.
  if (!OF_EVENTS.has(intent)) return false;
  if (near.some(({ statement }) => saysUnknown(statement.text))) return false;
  const [before = '', wished] = (form.yesNo || form.ofDeed ? INFINITIVE.exec(question) : null) ?? [];
  if (wished !== undefined && !isEmpty(wished)) {
    const object = termsOf(question.slice(question.indexOf(before) + before.length));
    return !near.some((passage) => tellsOfWish(passage, wished, object));
  }
  // Whether something will come is told by what is expected, in whatever words.
  if (form.yesNo && form.ofTheFuture) return false;
  const undergone = undergoneIn(question);
  if (undergone === undefined || isEmpty(undergone)) return false;
  return !near.some(
    ({ statement: { text } }) =>
      tellsOfDeed(text, undergone, kindredOf) || (form.ofTheFuture && hasAsVerb(text, undergone)),
  );
}

const OF_EVENTS: ReadonlySet<Intent> = new Set<Intent>(['fact', 'why', 'where', 'wants', 'next', 'position']);

const INFINITIVE =
  /\b(?:want|wants|wanted|wish|plan|plans|planned|intend|intends|intended|refuse|refused|agree|agreed|threaten|threatened|offer|offered|promise|promised|decide|decided|try|tried|hope|hopes|decline|declined|demand|vow|vowed) to (\p{Ll}{3,})\b/u;

/** "to end its imports" wants no stop to the filling: another word for the deed needs what the deed is done to. */
function tellsOfWish(passage: Passage, verb: string, object: readonly string[]): boolean {
  if (passage.counts.has(stemOf(verb))) return true;
  return (
    hasAsVerb(passage.statement.text, verb) &&
    (object.length === 0 || object.some((term) => passage.counts.has(term) || hasKin(term, passage)))
  );
}

/** "Has it been lifted?", "When will it be paid back?" */
const PERFECT =
  /\b(?:been|be) (\p{Ll}{2,30}(?:ed|en|wn|id|lt|ft|nt|ght|ld|ost|ung|uck))(?: (?:back|out|off|up|down|away|over))?\W{0,3}$/u;
/** "When was the wreck raised?" */
const PAST = / (\p{Ll}{2,30}(?:ed|en|wn))\W{0,3}$/u;
const OF_CIRCUMSTANCE = /^\W*(?:when|where|why) (?:was|were)\b/i;

function undergoneIn(question: string): string | undefined {
  return (PERFECT.exec(question) ?? (OF_CIRCUMSTANCE.test(question) ? PAST.exec(question) : null))?.[1];
}

function isEmpty(verb: string): boolean {
  return isLight(verb) || STOP_WORDS.has(verb);
}

const ARTICLE = new Set('a an the this that its their his her no any'.split(' '));

/** As something that is done, not "the end of March" for to end. */
function hasAsVerb(text: string, verb: string): boolean {
  const stem = stemOf(verb);
  const kin = kindredOf(stem);
  const tokens = tokensOf(text);
  return tokens.some((token, at) => {
    const other = stemOf(token);
    if (other === stem) return true;
    return kin.has(other) && !ARTICLE.has(tokens[at - 1] ?? '') && !isNounForm(token);
  });
}

const USED_FOR = /^\W*(?:and |but |so )?what (?:is|are|was|were) .{2,40} (?:used|good|needed) for\W*$/i;
const SERVES =
  /\b(?:us(?:e|es|ed|ing)|serv(?:e|es|ed|ing)|need(?:s|ed)?|good for|appli(?:ed|es)|goes into)\b/i;

/** "What is terbium used for?" is not told by where some was found. */
export function lacksUse({ question, text }: Considered): boolean {
  return USED_FOR.test(question) && !SERVES.test(text);
}
