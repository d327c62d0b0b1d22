import { byId } from '../../../entries/by-id.ts';
import type { Statement } from '../../../entries/statements/statement.ts';
import { STOP_WORDS } from '../../../search/stop-words.ts';
import { stemOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { signsOf } from '../../language/signs.ts';
import type { Focus } from '../../question/focus.ts';
import { wordsOf } from '../../question/names.ts';
import { saysNobodyIsNamed } from '../../question/question-form.ts';
import type { Passage } from '../../retrieval/passages.ts';
import type { Considered } from '../considered.ts';

/** "Which funds sold?" is not told by that two funds did: they are counted there, not named. */
export function onlyCounts(passage: Passage | undefined, focus: Focus): boolean {
  const sought = focus.form.namesSought;
  if (!passage || !sought || !/^\W*(?:and |but |so )?(?:which|what)\b/i.test(focus.question)) return false;
  const { text } = passage.statement;
  if (saysNobodyIsNamed(text) || saysUnknown(text) || /\bunnamed\b/i.test(text)) return false;
  const tokens = tokensOf(text);
  const counted = tokens.some(
    (token, at) =>
      sought.has(stemOf(token)) &&
      tokens
        .slice(Math.max(0, at - 2), at)
        .some((other) => COUNT.test(other) || signsOf(other, 'number').length > 0),
  );
  if (!counted) return false;
  const asked = new Set(tokensOf(focus.question));
  return !passage.signs('name').some((name) => tokensOf(name).every((token) => !asked.has(token)));
}

const COUNT = /^(?:some|several|many|most|few|various|certain|other|at|least|about)$/;

/** "Which US official is talking?": that they are not named answers which of them, whatever they do. */
export function saysTheyAreUnnamed(
  statement: Statement | undefined,
  { form, actors, question }: Focus,
): boolean {
  return (
    form.namesSought !== undefined &&
    /\bwhich\b/i.test(question) &&
    statement?.actors.some((id) => actors.includes(id)) === true &&
    (saysNobodyIsNamed(statement.text) || /\bunnamed\b/i.test(statement.text))
  );
}

/** "Which five states oppose it?", "Who are the three bidders?", "Which creditors are on the committee?" */
const SEVERAL =
  /^\W*(?:and |but |so )?(?:which (?:of the )?(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+|other|foreign|big) )?(?:states?|countries|nations|governments?|creditors?|bidders?|companies|firms|banks|airlines|parties|ministers?|deputies|members|officials|groups|unions|towns|cities|villages|ports|papers|newspapers)\b|who are (?:the|these|those) (?:two|three|four|five|six|seven|eight|nine|ten|\d+|other)\b)/i;

/** Who several are is told only by names, of which the question has not got them already. */
export function lacksNames({ question, text, passage, statement, inquiry }: Considered): boolean {
  if (!SEVERAL.test(question) || saysUnknown(text) || saysNobodyIsNamed(text) || /\bunnamed\b/i.test(text))
    return false;
  const asked = new Set(tokensOf(question));
  const times = new Set(passage.signs('time').flatMap((sign) => tokensOf(sign)));
  const actors = statement.actors.flatMap((id) => byId(inquiry.entry.actors, id)?.name ?? []);
  const names = [...actors, ...wordsOf(text).filter((word) => /^\p{Lu}/u.test(word))].flatMap((name) =>
    tokensOf(name),
  );
  const first = tokensOf(text)[0];
  return !names.some(
    (name) =>
      name !== first &&
      !asked.has(name) &&
      !times.has(name) &&
      !STOP_WORDS.has(name) &&
      !ADJECTIVE.test(name),
  );
}

/** "a list of *Zamari* goods" names nobody. */
const ADJECTIVE = /(?:ese|ian|ish|ari|ani|[^aeiou]i)$/;
