import type { Statement } from '../../../entries/statements/statement.ts';
import { stemOf } from '../../../search/terms.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { EMPTY_VERBS } from '../../question/deed-asked.ts';
import { fieldsOf } from '../../question/intent.ts';
import type { Passage } from '../../retrieval/passages.ts';
import { type Inquiry, meets } from '../inquiry.ts';

/** Where the deed itself is told, this share of the question's words may be others than the briefing's: one of three. */
const OTHER_WORDS = 1 / 3;

/**
 * "Did the army unload ships?" of an army that is spoken of, and ships that are, but no unloading. A question whether,
 * why or by whom something was done takes something for granted; a word of it that is met nowhere in the field is as
 * a rule the verb, so what the rest meets is about something else. Tried on 13 sets of readers' questions, this refuses
 * the most wrong answers for the fewest right ones; how much of a question is met, weighed or counted, parts nothing.
 */
export function lacksWordOfDeed(
  statement: Statement | undefined,
  near: readonly Passage[],
  accounted: ReadonlySet<string>,
  { focus, wording }: Inquiry,
): boolean {
  if (!focus.form.ofDeed || (statement && fieldsOf(focus.intent).fields.includes(statement.field)))
    return false;
  // That it is not known answers whether, with the words that are met.
  if (statement && saysUnknown(statement.text)) return false;
  const open = wording.asked.terms.filter((term) => !accounted.has(term));
  const unmet = open.filter((term) => !near.some((passage) => meets(term, passage, wording)));
  // Where the deed itself is told, one of several further words may be another than the briefing's.
  const verb = focus.deedAsked?.verb ?? focus.form.deed;
  const told = verb !== undefined && !EMPTY_VERBS.has(verb) && !unmet.includes(stemOf(verb));
  return unmet.length > 0 && !(told && unmet.length <= OTHER_WORDS * open.length);
}
