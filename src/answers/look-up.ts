import type { Entry, SkepticismNote } from '../entries/entry.ts';
import type { Statement, StatementField } from '../entries/statement.ts';
import { termsOf } from '../search/terms.ts';
import { tokensOf } from '../search/tokens.ts';
import type { Outcome } from './answered.ts';
import type { Turn } from './conversation.ts';
import { COVERED, coverage } from './coverage.ts';
import { askedTerms, type Before, bareness } from './features.ts';
import { type Focus, focusOf, OF_ACTORS } from './focus.ts';
import { fieldsOf, type Intent, intentTerms } from './intent.ts';
import { mentionsIn } from './names.ts';
import type { Passage, Passages } from './passages.ts';
import { scorePassages } from './rank.ts';
import { saysUnknown } from './said-unknown.ts';
import { soughtBy } from './signs.ts';
import { strangeNames } from './strange-names.ts';
import { MAXIMUM_CITED, WEIGHTS } from './weights.ts';

/** What one entry has to say to one question. */
export interface Found {
  readonly outcome: Outcome;
  readonly intent: Intent;
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
  const asked = new Set(tokensOf(focus.question));
  const totals = passages.all.map(
    ({ statement }, at) =>
      (scores[at] ?? 0) + structureOf(statement, focus, entry) + soughtWorth(passages.all[at], focus, asked),
  );
  const order = totals.map((_, at) => at).sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b);
  const top = order[0];
  const first = top === undefined ? undefined : passages.all[top]?.statement;
  const base = { intent: focus.intent, actors: focus.actors };
  if (top === undefined || !first)
    return { ...base, score: 0, confidence: 0, outcome: { kind: 'not-covered', nearest: [] } };

  const accounted = accountedTerms(first, focus, entry, topicTerms);
  const strange = strangeNames(focus.question, passages, accounted);
  const confidence = strange.length > 0 ? 0 : confidenceIn(focus, passages, top, accounted, before);
  const score = totals[top] ?? 0;
  if (confidence < COVERED && strange.length === 0 && focus.intent === 'likelihood' && !focus.asksBeyond) {
    const spoken = spokenOf(focus, order, passages, accounted);
    if (spoken) return { ...base, score, confidence: COVERED, outcome: { kind: 'answered', cited: spoken } };
  }
  if (confidence < COVERED || focus.asksBeyond || countsSomethingElse(focus, passages, top))
    return { ...base, score, confidence, outcome: { kind: 'not-covered', nearest: [first] } };
  const cited = citedWith(first, order, totals, passages, focus);
  return { ...base, score, confidence, outcome: outcomeOf(cited, focus.intent, entry, passages) };
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
  const terms = termsOf(counted ?? '').filter((term) => !focus.actorTerms.has(term));
  const near = [top - 1, top, top + 1].flatMap((at) => passages.all[at] ?? []);
  return terms.length > 0 && !terms.some((term) => near.some(({ counts }) => counts.has(term)));
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

/** What a statement's place in the entry adds to what its words are worth. */
function structureOf(statement: Statement, focus: Focus, entry: Entry): number {
  const { fields, related } = fieldsOf(focus.intent);
  const past = focus.intent === 'next' && statement.date !== undefined && statement.date < entry.as_of;
  const field = past
    ? 0
    : fields.includes(statement.field)
      ? WEIGHTS.intentField
      : related.includes(statement.field)
        ? WEIGHTS.relatedField
        : 0;
  const unasked = field > 0 ? 0 : (UNASKED[statement.field] ?? 0);
  return field + unasked + actorWorth(statement, focus, entry);
}

const UNASKED: Partial<Record<StatementField, number>> = {
  'outlook.signpost': WEIGHTS.imagined,
  'skepticism.interest': WEIGHTS.imagined,
  'skepticism.would_settle': WEIGHTS.imagined,
  'skepticism.doubt': WEIGHTS.ofTheReporting,
  'outlook.scenario': WEIGHTS.scenario,
  'outlook.likelihood': WEIGHTS.scenario,
};

function soughtWorth(passage: Passage | undefined, focus: Focus, asked: ReadonlySet<string>): number {
  const sought = soughtBy(focus.question);
  if (!passage || sought === undefined || sought === 'name') return 0;
  const found = passage.signs(sought).some((sign) => tokensOf(sign).some((token) => !asked.has(token)));
  if (sought === 'reason') return found ? WEIGHTS.givesReason : 0;
  return found || (sought === 'time' && passage.statement.date !== undefined) ? 0 : WEIGHTS.lacksSought;
}

function actorWorth(statement: Statement, focus: Focus, entry: Entry): number {
  if (focus.actors.length === 0) return 0;
  const owners = statement.actors.filter((id) => focus.actors.includes(id)).length;
  const certainty = focus.fromConversation && !OF_ACTORS.has(focus.intent) ? 0.5 : 1;
  if (owners > 0) return certainty * (WEIGHTS.actor + (owners - 1) * WEIGHTS.furtherActor);
  const named = mentionsOf(statement, entry).filter((id) => focus.actors.includes(id)).length;
  const owned = statement.field.startsWith('actor.');
  if (named > 0) return owned ? 0 : (certainty * WEIGHTS.actor) / 2;
  return owned ? certainty * WEIGHTS.otherActor : 0;
}

const mentioned = new WeakMap<Statement, readonly string[]>();

function mentionsOf(statement: Statement, entry: Entry): readonly string[] {
  const known = mentioned.get(statement) ?? mentionsIn(statement.text, entry).actors;
  mentioned.set(statement, known);
  return known;
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
  const own = coverage(focus.text, passages, top, accounted);
  if (!before || open.length > 1) return own;
  const bare = bareness({ ...asked, terms: open }, passages);
  return Math.max(own, open.length === 0 ? 1 : bare * coverage(before.question, passages, top, accounted));
}

/** The first statement and what belongs with it: the rest of its field, or others nearly as good that add something. */
function citedWith(
  first: Statement,
  order: readonly number[],
  totals: readonly number[],
  passages: Passages,
  focus: Focus,
): readonly Statement[] {
  const ranked = order.flatMap((at) => passages.all[at]?.statement ?? []);
  const { fields } = fieldsOf(focus.intent);
  const inField = fields.includes(first.field);
  if (focus.intent === 'likelihood' && !asksOfSomething(focus) && allLikelihoods(passages).length > 0)
    return allLikelihoods(passages).slice(0, MAXIMUM_CITED);
  if (inField && first.field === 'outlook.likelihood') return likelihoods(first, ranked, passages, focus);
  if (focus.intent === 'doubt' && focus.actors.length === 0 && !asksOfSomething(focus)) {
    return passages.all
      .flatMap(({ statement }) => (statement.field === 'skepticism.claim' ? [statement] : []))
      .slice(0, MAXIMUM_CITED);
  }
  if (inField && focus.actors.length > 1 && first.field.startsWith('actor.')) {
    return focus.actors.flatMap(
      (id) => ranked.find(({ field, actors }) => field === first.field && actors.includes(id)) ?? [],
    );
  }
  if (inField || first.field.startsWith('skepticism.')) {
    const together = ranked.filter(({ id }) => pathOf(id) === pathOf(first.id));
    if (together.length > 1) return [first, ...together.filter((other) => other !== first)].slice(0, 3);
  }
  const highest = totals[order[0] ?? 0] ?? 0;
  const chosen: Statement[] = [first];
  for (const at of order.slice(1)) {
    if (chosen.length >= MAXIMUM_CITED - 1 || highest - (totals[at] ?? 0) > WEIGHTS.companionGap) break;
    const statement = passages.all[at]?.statement;
    if (statement && !chosen.some((other) => likeness(other.text, statement.text) >= WEIGHTS.duplicate))
      chosen.push(statement);
  }
  return chosen;
}

/** Whether the question has words besides those that express its intent. */
function asksOfSomething(focus: Focus): boolean {
  return termsOf(focus.text).some(
    (term) => !intentTerms(focus.intent).has(term) && !focus.actorTerms.has(term),
  );
}

/** The scenario that the question names, with what it says; or all of them. */
function likelihoods(
  first: Statement,
  ranked: readonly Statement[],
  passages: Passages,
  focus: Focus,
): readonly Statement[] {
  const asked = new Set(termsOf(focus.text));
  const names = (statement: Statement) => termsOf(statement.heading ?? '').some((term) => asked.has(term));
  if (names(first)) {
    const text = ranked.find(
      ({ field, heading }) => field === 'outlook.scenario' && heading === first.heading,
    );
    return text ? [first, text] : [first];
  }
  return allLikelihoods(passages).slice(0, MAXIMUM_CITED);
}

function allLikelihoods(passages: Passages): readonly Statement[] {
  return passages.all.flatMap(({ statement }) =>
    statement.field === 'outlook.likelihood' ? [statement] : [],
  );
}

function outcomeOf(cited: readonly Statement[], intent: Intent, entry: Entry, passages: Passages): Outcome {
  const first = cited[0];
  if (!first || intent === 'settles' || intent === 'interest') return { kind: 'answered', cited };
  const number = entry.skepticism.findIndex((note, index) => makesClaim(first, note, index));
  const asked = intent === 'doubt' ? /\/skepticism\.(\d+)\.doubt\//.exec(first.id)?.[1] : undefined;
  const note = entry.skepticism[Number(asked ?? number)];
  const listsClaims = intent === 'doubt' && asked === undefined;
  if (note && !listsClaims) {
    const path = `${entry.id}/skepticism.${asked ?? number}`;
    const under = (end: string) =>
      passages.all.flatMap(({ statement }) => (pathOf(statement.id) === `${path}.${end}` ? [statement] : []));
    const sameClaim = cited.filter(
      (statement) => pathOf(statement.id) === pathOf(first.id) || makesClaim(statement, note, number),
    );
    const claim = asked === undefined ? sameClaim : under('claim');
    const doubts =
      asked === undefined
        ? under('doubt').slice(0, 2)
        : cited.filter(({ id }) => pathOf(id) === `${path}.doubt`);
    return { kind: 'doubted', cited: claim, doubts, note };
  }
  if (intent !== 'doubt' && saysUnknown(first.text)) return { kind: 'unknown', cited };
  return { kind: 'answered', cited };
}

function makesClaim(statement: Statement, note: SkepticismNote, index: number): boolean {
  if (pathOf(statement.id).endsWith(`/skepticism.${index}.claim`)) return true;
  if (statement.field.startsWith('skepticism.') || statement.field.startsWith('outlook.')) return false;
  const claim = new Set(termsOf(note.claim.replaceAll(/\[\^[^\]]*\]/g, '')));
  const terms = new Set(termsOf(statement.text));
  const shared = [...claim].filter((term) => terms.has(term)).length;
  return claim.size > 0 && shared / claim.size >= WEIGHTS.sameClaim;
}

/** `iran-talks/actors.oman.wants` of `iran-talks/actors.oman.wants/0`. */
export function pathOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/'));
}

function likeness(a: string, b: string): number {
  const left = new Set(termsOf(a));
  const right = new Set(termsOf(b));
  const shared = [...left].filter((term) => right.has(term)).length;
  return shared / Math.max(1, Math.min(left.size, right.size));
}
