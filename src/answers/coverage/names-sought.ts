import type { Statement } from '../../entries/statements/statement.ts';
import { stemOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { saysUnknown } from '../language/said-unknown.ts';
import { signsOf } from '../language/signs.ts';
import type { Focus } from '../question/focus.ts';
import { saysNobodyIsNamed } from '../question/question-form.ts';
import type { Passage } from '../retrieval/passages.ts';

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
