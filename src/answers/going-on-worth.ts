import type { Entry } from '../entries/entry.ts';
import { concernsCited } from './coverage/conversation/doubt-of-cited.ts';
import { asksOfCited, type Focus } from './question/focus.ts';
import { fieldsOf } from './question/intent.ts';
import type { Before } from './retrieval/features.ts';
import { fieldPath, noteOf } from './retrieval/field-path.ts';
import type { Passages } from './retrieval/passages.ts';
import { WEIGHTS } from './retrieval/weights.ts';

/** A question that refers back goes on about the note or the scenario cited last; a mere "why?" asks for its reason. */
export function goingOnWorth(
  at: number,
  focus: Focus,
  entry: Entry,
  passages: Passages,
  before: Before | undefined,
): number {
  if (!before || !focus.fromConversation) return 0;
  const [cited, here] = [passages.all[before.cited]?.statement, passages.all[at]];
  if (!cited || !here) return 0;
  const { heading, id, field } = here.statement;
  if (asksOfCited(focus)) return concernsCited(here.statement, cited, entry) ? WEIGHTS.ofWhatIsDoubted : 0;
  const together =
    fieldPath(id) === fieldPath(cited.id) ||
    (noteOf(id) !== undefined && noteOf(id) === noteOf(cited.id)) ||
    (heading !== undefined && heading === cited.heading);
  const isGround = focus.isBare && field === 'outlook.basis' && cited.field.startsWith('outlook.');
  if (focus.intent === 'why' && isGround)
    return cited.field === 'outlook.confidence' ? WEIGHTS.reasonOfConfidence : WEIGHTS.basisOfCited;
  if (!together) return 0;
  if (focus.intent === 'why')
    return focus.isBare && here.signs('reason').length > 0 ? WEIGHTS.reasonOfCited : 0;
  if (focus.intent === 'fact')
    return focus.isBare && field === 'outlook.scenario' ? WEIGHTS.ofWhatWasCited : 0;
  const { fields, related } = fieldsOf(focus.intent);
  return [...fields, ...related].includes(field) && !field.startsWith('actor.') ? WEIGHTS.ofWhatWasCited : 0;
}
