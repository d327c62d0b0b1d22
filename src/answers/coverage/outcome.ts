import type { Entry, SkepticismNote } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { termsOf } from '../../search/terms.ts';
import type { Outcome } from '../answered.ts';
import { saysUnknown } from '../language/said-unknown.ts';
import { asksOfCited, type Focus } from '../question/focus.ts';
import { fieldPath } from '../retrieval/field-path.ts';
import type { Passages } from '../retrieval/passages.ts';
import { WEIGHTS } from '../retrieval/weights.ts';

/** What the cited statements come to: an answer, something unknown, or a claim in doubt. */
export function outcomeOf(
  cited: readonly Statement[],
  focus: Focus,
  entry: Entry,
  passages: Passages,
): Outcome {
  const { intent } = focus;
  const first = cited[0];
  if (!first || intent === 'settles' || intent === 'interest' || intent === 'sourcing')
    return { kind: 'answered', cited };
  if (intent === 'unknowns') return { kind: 'unknown', cited };
  const number = entry.skepticism.findIndex((note, index) => makesClaim(first, note, index));
  const asked = intent === 'doubt' ? /\/skepticism\.(\d+)\.doubt\//.exec(first.id)?.[1] : undefined;
  const note = entry.skepticism[Number(asked ?? number)];
  const listsClaims = intent === 'doubt' && asked === undefined;
  if (note && !listsClaims) {
    const path = `${entry.id}/skepticism.${asked ?? number}`;
    const under = (end: string) =>
      passages.all.flatMap(({ statement }) =>
        fieldPath(statement.id) === `${path}.${end}` ? [statement] : [],
      );
    // Of several actors each has an answer, though the claim of one is in doubt.
    const sameClaim =
      focus.actors.length > 1
        ? cited
        : cited.filter(
            (statement) =>
              fieldPath(statement.id) === fieldPath(first.id) || makesClaim(statement, note, number),
          );
    const claim = asked === undefined ? sameClaim : under('claim');
    const doubts =
      asked === undefined
        ? under('doubt').slice(0, 2)
        : cited.filter(({ id }) => fieldPath(id) === `${path}.doubt`);
    return { kind: 'doubted', cited: claim, doubts, note };
  }
  // "Is it still …?": what was the case is no answer, that nothing is said of it now is.
  const open =
    focus.form.yesNo && focus.form.ofLasting && cited.length === 2 && saysUnknown(cited[1]?.text ?? '');
  if ((intent !== 'doubt' || asksOfCited(focus)) && (open || saysUnknown(first.text)))
    return { kind: 'unknown', cited };
  return { kind: 'answered', cited };
}

/** Whether a statement says what the note calls in question. */
export function makesClaim(
  statement: Statement,
  note: SkepticismNote,
  index: number,
  share: number = WEIGHTS.sameClaim,
): boolean {
  if (fieldPath(statement.id).endsWith(`/skepticism.${index}.claim`)) return true;
  if (statement.field.startsWith('skepticism.') || statement.field.startsWith('outlook.')) return false;
  if (quotationsIn(note.claim).some((quotation) => statement.text.includes(quotation))) return true;
  const claim = new Set(termsOf(note.claim.replaceAll(/\[\^[^\]]*\]/g, '')));
  const terms = new Set(termsOf(statement.text));
  const shared = [...claim].filter((term) => terms.has(term)).length;
  return claim.size > 0 && shared / claim.size >= share;
}

/** Words in quotation marks: who repeats them makes the same claim, however little else is shared. */
function quotationsIn(text: string): readonly string[] {
  return text.match(/["“][^"”]{4,}["”]/g) ?? [];
}
