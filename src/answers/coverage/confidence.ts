import { termsOf } from '../../search/terms.ts';
import { countedIn, countsIn } from '../language/counted.ts';
import { fieldsOf } from '../question/intent.ts';
import { tellsOfDeed } from '../question/question-form.ts';
import { bareness } from '../retrieval/asked-terms.ts';
import type { Considered } from './considered.ts';
import { coverage, wordingOf } from './coverage.ts';
import { tellsOfDoing } from './deeds/deed-told.ts';
import { meets } from './inquiry.ts';
import { saysTheyAreUnnamed } from './whom/names-sought.ts';
import { saysNothingOfIt } from './words-met.ts';

const NONE: ReadonlySet<string> = new Set();

/** How sure it is that a statement answers the question, from 0 to 1: which share of what is asked it has words for. */
export function confidenceIn({
  at,
  passage,
  statement,
  focus,
  sought,
  accounted,
  inquiry,
}: Considered): number {
  const { wording, passages, before } = inquiry;
  const { asked } = wording;
  if (saysTheyAreUnnamed(statement, focus) || saysNothingOfIt(statement, focus)) return 1;
  const open = asked.terms.filter((term) => !accounted.has(term));
  if (asked.terms.length === 0 && !before && focus.intent === 'fact') return 0;
  const inPlace =
    fieldsOf(focus.intent).fields.includes(statement.field) &&
    (!statement.field.startsWith('actor.') || statement.actors.some((id) => focus.actors.includes(id)));
  // Of whom it is asked, and with the time or number that is asked for.
  const counted = countedIn(focus.question);
  const fits =
    (sought !== undefined &&
      sought !== 'name' &&
      statement.actors.some((id) => focus.actors.includes(id)) &&
      passage.signs(sought).length > 0) ||
    (counted !== undefined && countsIn(statement.text, new Set(termsOf(counted))));
  const owned = !focus.fromConversation && statement.actors.some((id) => focus.actors.includes(id));
  const { deed } = focus.form;
  const tells =
    (deed !== undefined && tellsOfDeed(statement.text, deed, () => NONE)) || tellsOfDoing(statement, inquiry);
  const own = coverage(
    wording,
    passages,
    at,
    accounted,
    inPlace || fits || tells || (owned && focus.form.yesNo && open.length === 1),
  );
  // Who says what was done leans on nothing, and what a question names itself must be there.
  const [single] = open;
  const lacking = single !== undefined && !meets(single, passage, wording);
  if (!before || open.length > 1 || lacking || focus.form.deed !== undefined) return own;
  const bare = bareness({ ...asked, terms: open }, passages);
  return Math.max(
    own,
    open.length === 0 ? 1 : bare * coverage(wordingOf(before.question, passages), passages, at, accounted),
  );
}
