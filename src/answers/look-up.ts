import type { Entry } from '../entries/entry.ts';
import type { Statement } from '../entries/statement.ts';
import { stemOf, termsOf } from '../search/terms.ts';
import { tokensOf } from '../search/tokens.ts';
import type { Outcome } from './answered.ts';
import { allLikelihoods, citedWith } from './citations.ts';
import type { Turn } from './conversation.ts';
import { COVERED, coverage } from './coverage.ts';
import { askedTerms, type Before, bareness, hasFamily, hasKin, typingErrors } from './features.ts';
import { fieldPath, noteOf } from './field-path.ts';
import { type Focus, focusOf } from './focus.ts';
import { fieldsOf, type Intent, intentTerms } from './intent.ts';
import { kindredOf } from './kindred-words.ts';
import { outcomeOf } from './outcome.ts';
import type { Passage, Passages } from './passages.ts';
import { saysNobodyIsNamed, tellsOfDeed } from './question-form.ts';
import { scorePassages } from './rank.ts';
import { saysUnknown } from './said-unknown.ts';
import { soughtBy } from './signs.ts';
import { strangeNames } from './strange-names.ts';
import { mentionsOf, soughtWorth, structureOf } from './structure.ts';
import { MAXIMUM_CITED, WEIGHTS } from './weights.ts';

/** What one entry has to say to one question. */
export interface Found {
  readonly outcome: Outcome;
  readonly intent: Intent;
  /** The question with what it leans on in its conversation. */
  readonly meant: string;
  readonly actors: readonly string[];
  /** Of the statement put first; comparable between entries. */
  readonly score: number;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Looks one question up in one entry. Pure. */
export function lookUp(
  question: string,
  entry: Entry,
  passages: Passages,
  turns: readonly Turn[],
  topicTerms: ReadonlySet<string>,
): Found {
  const focus = focusOf(question, entry, turns);
  const before = beforeOf(turns, entry, passages);
  const scores = scorePassages(focus.text, passages, before);
  const names = focus.actors.flatMap((id) => [
    entry.actors[id]?.name ?? id,
    ...(entry.actors[id]?.aliases ?? []),
  ]);
  // Another name of whom is asked about is no place or time.
  const asked = new Set(tokensOf([focus.question, ...names].join(' ')));
  const totals = passages.all.map(
    ({ statement }, at) =>
      (scores[at] ?? 0) +
      structureOf(statement, focus, entry) +
      soughtWorth(passages.all[at], focus, asked) +
      goingOnWorth(at, focus, passages, before),
  );
  const order = totals.map((_, at) => at).sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b);
  const top = order[0];
  const first = top === undefined ? undefined : passages.all[top]?.statement;
  const base = { intent: focus.intent, meant: focus.meant, actors: focus.actors };
  if (top === undefined || !first)
    return { ...base, score: 0, confidence: 0, outcome: { kind: 'not-covered', nearest: [] } };

  const accounted = accountedTerms(first, focus, entry, topicTerms);
  const strange = strangeNames(focus.question, passages, accounted);
  const lacks = strange.length > 0 || lacksWhatIsAsked(focus, passages, top, accounted, entry);
  const confidence = lacks ? 0 : confidenceIn(focus, passages, top, accounted, before);
  const score = totals[top] ?? 0;
  if (confidence < COVERED && strange.length === 0 && focus.intent === 'likelihood' && !focus.asksBeyond) {
    const spoken = spokenOf(focus, order, passages, accounted);
    if (spoken) return { ...base, score, confidence: COVERED, outcome: { kind: 'answered', cited: spoken } };
  }
  if (confidence < COVERED || focus.asksBeyond || countsSomethingElse(focus, passages, top))
    return { ...base, score, confidence, outcome: { kind: 'not-covered', nearest: [first] } };
  const cited = citedWith(first, order, totals, passages, focus, entry);
  return { ...base, score, confidence, outcome: outcomeOf(cited, focus, entry, passages) };
}

/** Asked how likely something is that is no scenario but that the entry speaks of: what it says, and the scenarios. */
function spokenOf(
  focus: Focus,
  order: readonly number[],
  passages: Passages,
  accounted: ReadonlySet<string>,
): readonly Statement[] | undefined {
  const ignored = new Set([...accounted, ...intentTerms('likelihood')]);
  const spoken = order.find(
    (at) => coverage(focus.text, passages, at, ignored) >= SPOKEN_OF && passages.all[at] !== undefined,
  );
  const statement = spoken === undefined ? undefined : passages.all[spoken]?.statement;
  const scenarios = allLikelihoods(passages);
  return statement && scenarios.length > 0
    ? [statement, ...scenarios].slice(0, MAXIMUM_CITED + 1)
    : undefined;
}

/** The one word that is asked about must be there, not a neighbour of it. */
const SPOKEN_OF = 0.8;

/** "How many troops": a number of something that is not mentioned here is no answer. */
function countsSomethingElse(focus: Focus, passages: Passages, top: number): boolean {
  const counted = /\bhow many ((?:[\p{L}\p{N}'’.-]+\s*){1,2})/iu.exec(focus.question)?.[1];
  const terms = termsOf(counted ?? '').filter(
    (term) => !focus.actorTerms.has(term) && term !== stemOf(focus.form.deed ?? ''),
  );
  const near = sameField(passages, top);
  return terms.length > 0 && !terms.some((term) => near.some(({ counts }) => counts.has(term)));
}

/** A question that refers back goes on about the note or the scenario cited last; a mere "why?" asks for its reason. */
function goingOnWorth(at: number, focus: Focus, passages: Passages, before: Before | undefined): number {
  if (!before || !focus.fromConversation) return 0;
  const [cited, here] = [passages.all[before.cited]?.statement, passages.all[at]];
  if (!cited || !here) return 0;
  const { heading, id, field } = here.statement;
  const related =
    fieldPath(id) === fieldPath(cited.id) ||
    (noteOf(id) !== undefined && noteOf(id) === noteOf(cited.id)) ||
    (heading !== undefined && heading === cited.heading);
  if (!related) return 0;
  if (focus.intent === 'why')
    return focus.isBare && here.signs('reason').length > 0 ? WEIGHTS.reasonOfCited : 0;
  return fieldsOf(focus.intent).fields.includes(field) && !field.startsWith('actor.')
    ? WEIGHTS.ofWhatWasCited
    : 0;
}

/**
 * Whether the field that the best statement stands in lacks the very thing that is asked: the deed ("Who paid …?"),
 * the time or the place, or half of the words and more. Names in common do not make up for these.
 */
function lacksWhatIsAsked(
  focus: Focus,
  passages: Passages,
  top: number,
  accounted: ReadonlySet<string>,
  entry: Entry,
): boolean {
  const near = sameField(passages, top);
  const { deed, namesSought } = focus.form;
  // That none is named of those who did it answers who they were, wherever the deed itself is told.
  const namesNobody = namesSought !== undefined && saysNobodyIsNamed(passages.all[top]?.statement.text ?? '');
  const tellers = namesNobody ? passages.all : near;
  if (
    deed !== undefined &&
    !focus.actorTerms.has(stemOf(deed)) &&
    !intentTerms(focus.intent).has(stemOf(deed))
  )
    if (!tellers.some(({ statement }) => tellsOfDeed(statement.text, deed, kindredOf))) return true;
  const sought = soughtBy(focus.question);
  if (
    sought === 'time' &&
    !near.some(
      (passage) =>
        passage.statement.date !== undefined ||
        passage.signs('time').length > 0 ||
        saysUnknown(passage.statement.text),
    )
  )
    return true;
  if (/\bhow many\b/i.test(focus.question) && !passages.all[top]?.signs('number').length) return true;
  if (sought === 'place' && !near.some((passage) => isSomewhere(passage, entry))) return true;
  if (namesStrangeOffice(focus, near, accounted) || doubterUnheard(focus, passages)) return true;
  const asked = askedTerms(focus.text, passages);
  const open = asked.terms.filter((term) => !accounted.has(term));
  const neighbours = [passages.all[top - 1], passages.all[top], passages.all[top + 1], ...near];
  const slips = typingErrors(asked, passages);
  const unmet = open.filter((term) => !neighbours.some((passage) => passage && meets(term, passage, slips)));
  // That there is no such thing answers whether there is, whatever would be done with it.
  const denies =
    focus.form.yesNo && !focus.form.ofTheFuture && near.some(({ statement }) => saysUnknown(statement.text));
  return open.length > 0 && (denies ? unmet.length * 2 > open.length : unmet.length * 2 >= open.length);
}

/** A country is a place, and so is what is said of one. */
function isSomewhere({ statement, signs }: Passage, entry: Entry): boolean {
  const ofCountry = statement.actors.some((id) => entry.actors[id]?.kind === 'state');
  return ofCountry || signs('place').length > 0 || saysUnknown(statement.text);
}

/** "Who is the negotiator?" is not met by negotiations: the word itself must be there, as an office has it. */
function namesStrangeOffice(focus: Focus, near: readonly Passage[], accounted: ReadonlySet<string>): boolean {
  if (focus.intent !== 'role' || !/^(?:and |so )?who\b/i.test(focus.question)) return false;
  const words = tokensOf(focus.text).filter((token) => termsOf(token).some((term) => !accounted.has(term)));
  const present = new Set(near.flatMap(({ statement }) => tokensOf(statement.text)));
  return words.length > 0 && !words.some((word) => present.has(word) || present.has(`${word}s`));
}

/** "Why is Iran skeptical?" of an actor whom nothing says to doubt anything: others' doubts are no answer. */
function doubterUnheard(focus: Focus, passages: Passages): boolean {
  if (
    focus.intent !== 'doubt' ||
    !focus.form.ofDoubter ||
    focus.fromConversation ||
    focus.actors.length === 0
  )
    return false;
  return !passages.all.some(
    ({ statement, counts }) =>
      statement.actors.some((id) => focus.actors.includes(id)) && DOUBTING.some((term) => counts.has(term)),
  );
}

const DOUBTING = termsOf('doubt skeptical sceptical');

/** Stems that stand for whoever it may be. */
const ANYBODY = new Set(termsOf('anyone someone anybody somebody everyone nobody'));

function meets(term: string, passage: Passage, slips: ReadonlyMap<string, readonly string[]>): boolean {
  return (
    passage.counts.has(term) ||
    hasKin(term, passage) ||
    hasFamily(term, passage) ||
    (slips.get(term)?.some((other) => passage.counts.has(other)) ?? false)
  );
}

/** The statements that stand in the same field, itself included. */
function sameField(passages: Passages, at: number): readonly Passage[] {
  const here = passages.all[at]?.statement;
  return here ? passages.all.filter(({ statement }) => fieldPath(statement.id) === fieldPath(here.id)) : [];
}

/** What ranking may use of the conversation, when it was about this entry. */
function beforeOf(turns: readonly Turn[], entry: Entry, passages: Passages): Before | undefined {
  const last = turns.at(-1);
  if (last?.topic !== entry.id) return undefined;
  const position = (id: string | undefined) => passages.all.findIndex(({ statement }) => statement.id === id);
  const cited = position(last.cited[0]);
  if (cited < 0) return undefined;
  const earlier = turns.slice(0, -1).map((turn) => position(turn.cited[0]));
  return { question: last.question, cited, citedEarlier: new Set(earlier) };
}

/** Terms of the question that the statement's place answers to: its field, its actors, its briefing. */
function accountedTerms(
  statement: Statement,
  focus: Focus,
  entry: Entry,
  topicTerms: ReadonlySet<string>,
): ReadonlySet<string> {
  const { fields, related } = fieldsOf(focus.intent);
  const intended = fields.includes(statement.field) || related.includes(statement.field);
  const about = [...statement.actors, ...mentionsOf(statement, entry)];
  const actorsMet = focus.actors.some((id) => about.includes(id));
  return new Set([
    ...topicTerms,
    ...ANYBODY,
    ...(intended ? intentTerms(focus.intent) : []),
    ...(actorsMet ? focus.actorTerms : []),
  ]);
}

function confidenceIn(
  focus: Focus,
  passages: Passages,
  top: number,
  accounted: ReadonlySet<string>,
  before: Before | undefined,
): number {
  const asked = askedTerms(focus.text, passages);
  const open = asked.terms.filter((term) => !accounted.has(term));
  if (asked.terms.length === 0 && !before && focus.intent === 'fact') return 0;
  const statement = passages.all[top]?.statement;
  const inPlace =
    statement !== undefined &&
    fieldsOf(focus.intent).fields.includes(statement.field) &&
    (!statement.field.startsWith('actor.') || statement.actors.some((id) => focus.actors.includes(id)));
  const own = coverage(focus.text, passages, top, accounted, inPlace);
  // Who says what was done leans on nothing.
  if (!before || open.length > 1 || focus.form.deed !== undefined) return own;
  const bare = bareness({ ...asked, terms: open }, passages);
  return Math.max(own, open.length === 0 ? 1 : bare * coverage(before.question, passages, top, accounted));
}
