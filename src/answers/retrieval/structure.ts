import type { Entry } from '../../entries/entry.ts';
import type { Statement, StatementField } from '../../entries/statements/statement.ts';
import { stemOf, termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { countedIn, countsIn } from '../language/counted.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import { saysOnlyUnknown, saysUnknown } from '../language/said-unknown.ts';
import { soughtBy } from '../language/signs.ts';
import { shareQuoted } from '../language/verbatim.ts';
import type { Focus } from '../question/focus.ts';
import { ABOUT_NOTES, fieldsOf, intentTerms, OF_ACTORS } from '../question/intent.ts';
import { mentionsIn } from '../question/names.ts';
import { saysNobodyIsNamed, speaksOfWhatIsNot, tellsOfDeed } from '../question/question-form.ts';
import { subjectTerms } from '../question/subject.ts';
import { asksWhatIsDue, tellsWhatIsDue } from './due-events.ts';
import { noteNumber } from './field-path.ts';
import type { Passage } from './passages.ts';
import { scenarioWorth } from './scenario-worth.ts';
import { WEIGHTS } from './weights.ts';

/** What a statement's place in the entry adds to what its words are worth. */
export function structureOf(statement: Statement, focus: Focus, entry: Entry): number {
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
    (soughtBy(focus.question) === 'reason' || ON_WHAT.test(focus.question))
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
    formWorth(statement, focus, entry) +
    noteWorth(statement, focus) +
    (focus.intent === 'unknowns' && saysUnknown(statement.text) ? WEIGHTS.intentField : 0) +
    (asksForPosition(focus) && ofNoActor(statement) ? WEIGHTS.ofNoActor : 0) +
    scenarioWorth(statement, focus, entry)
  );
}

/** What somebody thinks of something, which the story of that thing does not tell. */
function asksForPosition({ intent, actors, form, question }: Focus): boolean {
  return intent === 'position' && actors.length > 0 && !form.yesNo && soughtBy(question) === undefined;
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

/** What the wording of the question adds, whatever its subject. */
function formWorth(statement: Statement, focus: Focus, entry: Entry): number {
  const { form, intent, actors } = focus;
  const { text, field } = statement;
  let worth = 0;
  if (form.quotation !== undefined && text.toLowerCase().includes(form.quotation)) worth += WEIGHTS.quoted;
  if (form.deed !== undefined && !intentTerms(intent).has(stemOf(form.deed)))
    worth += tellsOfDeed(text, form.deed, () => NONE)
      ? WEIGHTS.tellsOfDeed
      : tellsOfDeed(text, form.deed, kindredOf)
        ? WEIGHTS.tellsOfLikeDeed
        : 0;
  if (
    form.namesSought &&
    !field.startsWith('skepticism.') &&
    saysNobodyIsNamed(text) &&
    termsOf(text).some((term) => form.namesSought?.has(term))
  )
    worth += WEIGHTS.saysNobodyIsNamed;
  const sought = soughtBy(focus.question);
  const of = sought === 'time' ? 'time' : intent === 'where' ? 'place' : undefined;
  if (of && speaksOfWhatIsNot(text, of)) worth += form.ofWhatIsNot ? WEIGHTS.whatIsNot : -WEIGHTS.whatIsNot;
  if (form.verbatim) worth += WEIGHTS.verbatim * shareQuoted(text);
  if (
    field === 'timeline' &&
    asksWhatIsDue(focus.question) &&
    tellsWhatIsDue(statement, focus.question, entry)
  )
    worth += WEIGHTS.due;
  worth += objectWorth(statement, focus);
  const doneToThem = field === 'relation' && actors.length === 1 && statement.actors[1] === actors[0];
  if (form.yesNo && doneToThem) worth += WEIGHTS.doneToThem;
  if (saysUnknown(text)) {
    const owned = statement.actors.some((id) => actors.includes(id));
    if (sought === 'time' && meetsMost(statement, focus, entry)) worth += WEIGHTS.saysWhether;
    if (form.yesNo && !field.startsWith('skepticism.') && meetsMost(statement, focus, entry))
      worth += WEIGHTS.saysWhether;
    if (form.deed !== undefined && !form.yesNo && unknownWhether(text, form.deed))
      worth += WEIGHTS.saysWhether;
    if (intent !== 'unknowns' && field.startsWith('actor.') && !owned && saysOnlyUnknown(text))
      worth += WEIGHTS.unknownOfAnother;
  }
  if (field === 'outlook.signpost' && form.yesNo && !form.ofTheFuture) worth += WEIGHTS.neverASign;
  return worth;
}

/** "Who asked Washington …?" is not told by what is not known of Washington, unless that is who it was. */
function objectWorth({ field, text, actors }: Statement, focus: Focus): number {
  const { deed } = focus.form;
  const [object, ...others] = focus.actors;
  if (deed === undefined || object === undefined || others.length > 0 || soughtBy(focus.question) !== 'name')
    return 0;
  if (!field.startsWith('actor.') || !actors.includes(object) || !saysUnknown(text)) return 0;
  const [, ...unknown] = text.split(/\bwho\b/i);
  return tellsOfDeed(unknown.join(' '), deed, kindredOf) ? 0 : WEIGHTS.unknownOfAnother;
}

/** "… does not say whether it was cancelled": whoever asks who did it takes for granted that somebody did. */
function unknownWhether(text: string, deed: string): boolean {
  const [, ...unknown] = text.split(/\bwhether\b/i);
  return unknown.some((part) => {
    const [, , done] = part.split(/\b(was|were|been)\b/i);
    const first = tokensOf(done ?? '').find((token) => !token.endsWith('ly'));
    return first !== undefined && tellsOfDeed(first, deed, () => NONE);
  });
}

const NONE: ReadonlySet<string> = new Set();

/** Names are no sign that it is the same thing which is not known: most of the other words must be met. */
function meetsMost(statement: Statement, focus: Focus, entry: Entry): boolean {
  const { asked, met } = openTerms(statement, focus, entry);
  return asked === 0
    ? OF_ACTORS.has(focus.intent) && fieldsOf(focus.intent).fields.includes(statement.field)
    : met * 2 > asked;
}

function openTerms(
  statement: Statement,
  focus: Focus,
  entry: Entry,
): { readonly asked: number; readonly met: number } {
  const all = termsOf(focus.text).filter(
    (term) => !focus.actorTerms.has(term) && !intentTerms(focus.intent).has(term),
  );
  // What the whole briefing is about goes by many names, and none of them tells.
  const telling = all.filter((term) => !subjectTerms(entry).has(term));
  const open = new Set(telling.length > 0 ? telling : all);
  const terms = new Set(termsOf(statement.text));
  const met = [...open].filter((term) => terms.has(term)).length;
  return { asked: open.size, met };
}

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

const OF_PLACE = /\b(?:where|place|venue|location|site|city|country)\b/i;

export function soughtWorth(passage: Passage | undefined, focus: Focus, asked: ReadonlySet<string>): number {
  const sought = soughtBy(focus.question);
  if (!passage || sought === undefined || sought === 'name' || ABOUT_NOTES.has(focus.intent)) return 0;
  // That something else is not known is no place, though it may name one.
  if (
    focus.intent === 'where' &&
    focus.form.ofWhatIsNot &&
    saysUnknown(passage.statement.text) &&
    !OF_PLACE.test(passage.statement.text)
  )
    return WEIGHTS.lacksSought;
  const counted = sought === 'number' ? countedIn(focus.question) : undefined;
  if (counted !== undefined && countsIn(passage.statement.text, new Set(termsOf(counted))))
    return WEIGHTS.countsSought;
  const found = passage.signs(sought).some((sign) => tokensOf(sign).some((token) => !asked.has(token)));
  if (sought === 'reason') return found ? WEIGHTS.givesReason : 0;
  return found || (sought === 'time' && passage.statement.date !== undefined) ? 0 : WEIGHTS.lacksSought;
}

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
