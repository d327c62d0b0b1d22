import type { Entry } from '../../../entries/entry.ts';
import type { Statement } from '../../../entries/statements/statement.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { asksOfCited } from '../../question/focus.ts';
import { fieldPath, noteOf } from '../../retrieval/field-path.ts';
import { WEIGHTS } from '../../retrieval/weights.ts';
import type { Inquiry } from '../inquiry.ts';
import { makesClaim } from '../outcome.ts';

/** Whether a statement tells what is doubtful or not known of what was cited: a doubt about that claim, or beside it. */
export function concernsCited(statement: Statement, cited: Statement, entry: Entry): boolean {
  if (!statement.field.startsWith('skepticism.'))
    return fieldPath(statement.id) === fieldPath(cited.id) && saysUnknown(statement.text);
  if (noteOf(statement.id) === noteOf(cited.id)) return true;
  const number = Number(/\/skepticism\.(\d+)\./.exec(statement.id)?.[1]);
  const note = entry.skepticism[number];
  return note !== undefined && makesClaim(cited, note, number, WEIGHTS.claimAskedOf);
}

/**
 * "Is that certain?" asks of what was cited last, not of whatever else is in doubt; undefined for other questions, and
 * where nothing is said of what was cited but it was somebody's: then what is doubted of them comes near enough.
 */
export function holdsOfCited(
  statement: Statement,
  { focus, before, entry, passages }: Inquiry,
): boolean | undefined {
  const cited = before && passages.all[before.cited]?.statement;
  if (!cited || !asksOfCited(focus)) return undefined;
  const isOpen =
    focus.actors.length > 0 &&
    !passages.all.some((passage) => concernsCited(passage.statement, cited, entry));
  return isOpen ? undefined : concernsCited(statement, cited, entry);
}
