import type { Entry } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { fieldPath, noteOf } from '../retrieval/field-path.ts';
import { asksOfCited } from '../question/focus.ts';
import type { Inquiry } from './inquiry.ts';
import { makesClaim } from './outcome.ts';
import { saysUnknown } from '../language/said-unknown.ts';

/** Whether a statement tells what is doubtful or not known of what was cited: a doubt about that claim, or beside it. */
export function concernsCited(statement: Statement, cited: Statement, entry: Entry): boolean {
  if (!statement.field.startsWith('skepticism.'))
    return fieldPath(statement.id) === fieldPath(cited.id) && saysUnknown(statement.text);
  if (noteOf(statement.id) === noteOf(cited.id)) return true;
  const number = Number(/\/skepticism\.(\d+)\./.exec(statement.id)?.[1]);
  const note = entry.skepticism[number];
  return note !== undefined && makesClaim(cited, note, number);
}

/** "Is that certain?" asks of what was cited last, not of whatever else is in doubt; undefined for other questions. */
export function holdsOfCited(
  statement: Statement,
  { focus, before, entry, passages }: Inquiry,
): boolean | undefined {
  const cited = before && passages.all[before.cited]?.statement;
  return cited && asksOfCited(focus) ? concernsCited(statement, cited, entry) : undefined;
}
