import type { Entry } from '../../entries/entry.ts';
import type { Statement, StatementField } from '../../entries/statements/statement.ts';
import { termsOf } from '../../search/terms.ts';
import type { Focus } from '../question/focus.ts';
import { ABOUT_NOTES, fieldsOf, intentTerms, OF_ACTORS } from '../question/intent.ts';
import { mentionsIn } from '../question/names.ts';
import { noteNumber } from './field-path.ts';
import { formWorth } from './form-worth.ts';
import type { Passage } from './passages.ts';
import type { QuestionPlaced } from './question-placed.ts';
import { scenarioWorth } from './scenario-worth.ts';
import { WEIGHTS } from './weights.ts';

/** What a statement's place in the entry adds to what its words are worth. */
export function structureOf(passage: Passage, asked: QuestionPlaced): number {
  const { statement } = passage;
  const { focus, entry } = asked;
  const { fields, related } = fieldsOf(focus.intent);
  const past = focus.intent === 'next' && statement.date !== undefined && statement.date < entry.as_of;
  const nobodys =
    statement.field.startsWith('actor.') &&
    OF_ACTORS.has(focus.intent) &&
    focus.intent !== 'leverage' &&
    focus.actors.length === 0 &&
    focus.hasFurtherTerms;
  const basis =
    focus.intent === 'confidence' &&
    statement.field === 'outlook.basis' &&
    (asked.sought === 'reason' || ON_WHAT.test(focus.question))
      ? WEIGHTS.reasonOfConfidence
      : 0;
  const field =
    past || nobodys || ofOthers(statement, focus, entry)
      ? 0
      : fields.includes(statement.field)
        ? focus.intent === 'gist' && focus.hasFurtherTerms
          ? WEIGHTS.relatedField
          : WEIGHTS.intentField + (fields[0] === statement.field ? WEIGHTS.foremostField : 0)
        : related.includes(statement.field)
          ? WEIGHTS.relatedField
          : 0;
  const unasked =
    field > 0 || (focus.form.ofTheFuture && FORESEEN.has(statement.field))
      ? 0
      : (UNASKED[statement.field] ?? 0);
  return (
    field +
    basis +
    unasked +
    actorWorth(statement, focus, entry) +
    formWorth(passage, asked) +
    noteWorth(statement, focus) +
    (focus.intent === 'unknowns' && passage.saysUnknown() ? WEIGHTS.intentField : 0) +
    (asksForPosition(asked) && ofNoActor(statement) ? WEIGHTS.ofNoActor : 0) +
    scenarioWorth(statement, focus, entry)
  );
}

/** What somebody thinks of something, which the story of that thing does not tell. */
function asksForPosition({ focus, sought }: QuestionPlaced): boolean {
  return focus.intent === 'position' && focus.actors.length > 0 && !focus.form.yesNo && sought === undefined;
}

function ofNoActor({ field }: Statement): boolean {
  return !field.startsWith('actor.') && field !== 'relation';
}

const ON_WHAT = /\bon what\b|\bexplain|\bbase[ds]?\b|\bbasis\b|\bgrounds\b/i;

/** What somebody gains of whom nobody asked. */
function ofOthers(statement: Statement, focus: Focus, entry: Entry): boolean {
  return (
    focus.intent === 'interest' &&
    focus.actors.length > 0 &&
    !focus.fromConversation &&
    statement.field === 'skepticism.interest' &&
    !mentionsOf(statement, entry).some((id) => focus.actors.includes(id))
  );
}

/** What may come, as "Could …?" asks. */
const FORESEEN: ReadonlySet<StatementField> = new Set<StatementField>([
  'outlook.scenario',
  'outlook.likelihood',
  'outlook.signpost',
]);

/** Of several doubts, the one about the claim that the question has words of. */
function noteWorth(statement: Statement, focus: Focus): number {
  if (
    !statement.field.startsWith('skepticism.') ||
    !(ABOUT_NOTES.has(focus.intent) || focus.intent === 'sourcing')
  )
    return 0;
  if (focus.form.ofDoubter && focus.actors.length > 0)
    return statement.actors.every((id) => id === 'desk') ? -WEIGHTS.sameNote : 0;
  const asked = new Set(termsOf(focus.question).filter((term) => !intentTerms(focus.intent).has(term)));
  if (asked.size === 0) return 0;
  const claim = new Set(termsOf(statement.heading ?? statement.text));
  const share = [...asked].filter((term) => claim.has(term)).length / asked.size;
  return (
    WEIGHTS.sameNote * share + (focus.intent === 'doubt' ? WEIGHTS.laterNote * noteNumber(statement.id) : 0)
  );
}

const UNASKED: Partial<Record<StatementField, number>> = {
  'outlook.signpost': WEIGHTS.imagined,
  'skepticism.interest': WEIGHTS.imagined,
  'skepticism.would_settle': WEIGHTS.imagined,
  'skepticism.doubt': WEIGHTS.ofTheReporting,
  'outlook.scenario': WEIGHTS.scenario,
  'outlook.likelihood': WEIGHTS.scenario,
};

function actorWorth(statement: Statement, focus: Focus, entry: Entry): number {
  if (focus.actors.length === 0) return 0;
  const owners = statement.actors.filter((id) => focus.actors.includes(id)).length;
  const foremost = focus.fromConversation && !focus.compares ? focus.actors[0] : undefined;
  const lesser =
    foremost !== undefined && statement.field.startsWith('actor.') && !statement.actors.includes(foremost);
  // "They" are first of all those who were named first.
  const certainty = focus.fromConversation && !focus.ofPerson && !OF_ACTORS.has(focus.intent) ? 0.5 : 1;
  if (owners > 0)
    return (lesser ? 0.25 : 1) * certainty * (WEIGHTS.actor + (owners - 1) * WEIGHTS.furtherActor);
  const named = mentionsOf(statement, entry).filter((id) => focus.actors.includes(id)).length;
  const owned = statement.field.startsWith('actor.');
  if (named > 0) return owned ? 0 : (certainty * WEIGHTS.actor) / 2;
  return owned ? certainty * WEIGHTS.otherActor : 0;
}

const mentioned = new WeakMap<Statement, readonly string[]>();

export function mentionsOf(statement: Statement, entry: Entry): readonly string[] {
  const known = mentioned.get(statement) ?? mentionsIn(statement.text, entry).actors;
  mentioned.set(statement, known);
  return known;
}
