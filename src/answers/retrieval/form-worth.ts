import type { Statement } from '../../entries/statements/statement.ts';
import { termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { kindredOf } from '../language/kindred/kindred-words.ts';
import { saysOnlyUnknown } from '../language/said-unknown.ts';
import { shareQuoted } from '../language/verbatim.ts';
import { fieldsOf, OF_ACTORS } from '../question/intent.ts';
import { saysNobodyIsNamed, speaksOfWhatIsNot, tellsOfDeed } from '../question/question-form.ts';
import { asksWhatIsDue, tellsWhatIsDue } from './due-events.ts';
import type { Passage } from './passages.ts';
import type { QuestionPlaced } from './question-placed.ts';
import { WEIGHTS } from './weights.ts';

/** What the wording of the question adds, whatever its subject. */
export function formWorth(passage: Passage, asked: QuestionPlaced): number {
  const { statement } = passage;
  const { form, actors, question } = asked.focus;
  const { text, field } = statement;
  let worth = 0;
  if (form.quotation !== undefined && text.toLowerCase().includes(form.quotation)) worth += WEIGHTS.quoted;
  worth += deedWorth(passage, asked);
  if (
    form.namesSought &&
    !field.startsWith('skepticism.') &&
    saysNobodyIsNamed(text) &&
    termsOf(text).some((term) => form.namesSought?.has(term))
  )
    worth += WEIGHTS.saysNobodyIsNamed;
  worth += whatIsNotWorth(text, asked);
  if (form.verbatim) worth += WEIGHTS.verbatim * shareQuoted(text);
  if (field === 'timeline' && asksWhatIsDue(question) && tellsWhatIsDue(statement, question, asked.entry))
    worth += WEIGHTS.due;
  worth += objectWorth(passage, asked);
  const doneToThem = field === 'relation' && actors.length === 1 && statement.actors[1] === actors[0];
  if (form.yesNo && doneToThem) worth += WEIGHTS.doneToThem;
  if (passage.saysUnknown()) worth += unknownWorth(statement, asked);
  if (field === 'outlook.signpost' && form.yesNo && !form.ofTheFuture) worth += WEIGHTS.neverASign;
  return worth;
}

/** Who did it is told where it is said that somebody did. Most statements have no word of it and need not be read. */
function deedWorth({ statement, counts }: Passage, { deed }: QuestionPlaced): number {
  if (!deed?.stems.some((stem) => counts.has(stem))) return 0;
  if (tellsOfDeed(statement.text, deed.token, () => NONE)) return WEIGHTS.tellsOfDeed;
  return tellsOfDeed(statement.text, deed.token, kindredOf) ? WEIGHTS.tellsOfLikeDeed : 0;
}

const NONE: ReadonlySet<string> = new Set();

function whatIsNotWorth(text: string, { focus, sought }: QuestionPlaced): number {
  const of = sought === 'time' ? 'time' : focus.intent === 'where' ? 'place' : undefined;
  if (!of || !speaksOfWhatIsNot(text, of)) return 0;
  return focus.form.ofWhatIsNot ? WEIGHTS.whatIsNot : -WEIGHTS.whatIsNot;
}

/** "Who asked Washington …?" is not told by what is not known of Washington, unless that is who it was. */
function objectWorth({ statement, saysUnknown }: Passage, { focus, sought }: QuestionPlaced): number {
  const { deed } = focus.form;
  const [object, ...others] = focus.actors;
  if (deed === undefined || object === undefined || others.length > 0 || sought !== 'name') return 0;
  const { field, text, actors } = statement;
  if (!field.startsWith('actor.') || !actors.includes(object) || !saysUnknown()) return 0;
  const [, ...unknown] = text.split(/\bwho\b/i);
  return tellsOfDeed(unknown.join(' '), deed, kindredOf) ? 0 : WEIGHTS.unknownOfAnother;
}

/** That something is not known answers some questions, and only stands in the way of others. */
function unknownWorth(statement: Statement, asked: QuestionPlaced): number {
  const { form, intent, actors } = asked.focus;
  const { text, field } = statement;
  const owned = statement.actors.some((id) => actors.includes(id));
  const asksWhether = form.yesNo && !field.startsWith('skepticism.');
  const asksWhen = asked.sought === 'time';
  let worth = 0;
  if ((asksWhether || asksWhen) && meetsMost(statement, asked))
    worth += asksWhether && asksWhen ? 2 * WEIGHTS.saysWhether : WEIGHTS.saysWhether;
  if (form.deed !== undefined && !form.yesNo && unknownWhether(text, form.deed)) worth += WEIGHTS.saysWhether;
  if (intent !== 'unknowns' && field.startsWith('actor.') && !owned && saysOnlyUnknown(text))
    worth += WEIGHTS.unknownOfAnother;
  return worth;
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

/** Names are no sign that it is the same thing which is not known: most of the other words must be met. */
function meetsMost({ text, field }: Statement, { focus, open }: QuestionPlaced): boolean {
  if (open.size === 0) return OF_ACTORS.has(focus.intent) && fieldsOf(focus.intent).fields.includes(field);
  const terms = new Set(termsOf(text));
  return [...open].filter((term) => terms.has(term)).length * 2 > open.size;
}
