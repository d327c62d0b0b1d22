import type { Entry } from '../entries/entry.ts';
import type { Statement } from '../entries/statements/statement.ts';
import type { Outcome } from './answered.ts';
import { allLikelihoods, citedWith } from './composing/citations.ts';
import { MAXIMUM_NEAREST, mayRival, nearestOf } from './composing/nearest.ts';
import { accountedTerms } from './coverage/accounted-terms.ts';
import { COVERED, coverage, wordingOf } from './coverage/coverage.ts';
import { type Judged, judge } from './coverage/judge.ts';
import { outcomeOf } from './coverage/outcome.ts';
import type { Refusal } from './coverage/refusal.ts';
import { goingOnWorth } from './going-on-worth.ts';
import { saysUnknown } from './language/said-unknown.ts';
import { meansNobody, needsAnswerBefore } from './question/antecedent.ts';
import type { Turn } from './question/conversation.ts';
import { type Focus, focusOf } from './question/focus.ts';
import { fieldsOf, type Intent, intentTerms } from './question/intent.ts';
import { plainWording } from './question/plain-wording.ts';
import { inOwnWords, withSubject } from './question/said-for.ts';
import type { Before } from './retrieval/features.ts';
import type { Passages } from './retrieval/passages.ts';
import { placeQuestion } from './retrieval/question-placed.ts';
import { scorePassages } from './retrieval/rank.ts';
import { soughtWorth } from './retrieval/sought-worth.ts';
import { correctSpelling } from './retrieval/spelling.ts';
import { structureOf } from './retrieval/structure.ts';
import { MAXIMUM_CITED, WEIGHTS } from './retrieval/weights.ts';
import { beforeOf, citedIn, turnsMeant } from './spoken-before.ts';
import type { Standing } from './vectors/meaning.ts';

/** What one entry has to say to one question. */
export interface Found {
  readonly outcome: Outcome;
  readonly intent: Intent;
  /** The question with what it leans on in its conversation. */
  readonly meant: string;
  readonly actors: readonly string[];
  /** It leans on what was said before. */
  readonly leans: boolean;
  /** Of the statement put first; comparable between entries. */
  readonly score: number;
  /** 0 to 1. */
  readonly confidence: number;
  /** Why the best statement is no answer. */
  readonly refusal?: Refusal;
}

/** The statements of an entry in the order in which they come into question. */
export interface Ranking {
  readonly focus: Focus;
  readonly before: Before | undefined;
  /** By position. */
  readonly totals: readonly number[];
  /** What words used alike would add, by position. */
  readonly meanings: readonly number[];
  /** Positions, best first. */
  readonly order: readonly number[];
}

/** Ranks the statements of one entry for a question by words, structure and conversation. Pure. */
export function rank(question: string, entry: Entry, passages: Passages, turns: readonly Turn[]): Ranking {
  const shown = turns.map((turn) => citedIn(turn, passages)).toReversed();
  const [cited = []] = shown;
  const last = turns.at(-1);
  const meant = withSubject(plainWording(inOwnWords(question, last, shown, entry)), last, entry);
  const focus = focusOf(correctSpelling(meant, passages), entry, turns, cited);
  // What was cited last would draw a question to itself that has a subject of its own.
  const before = focus.standsAlone ? undefined : beforeOf(turns, entry, passages);
  const scores = scorePassages(focus.text, passages, before);
  const asked = placeQuestion(focus, entry);
  const totals = passages.all.map(
    (passage, at) =>
      (scores[at]?.words ?? 0) +
      structureOf(passage, asked) +
      soughtWorth(passage, asked) +
      goingOnWorth(at, focus, entry, passages, before),
  );
  return { focus, before, totals, meanings: scores.map(({ meaning }) => meaning), order: bestFirst(totals) };
}

function bestFirst(totals: readonly number[]): readonly number[] {
  return totals.map((_, at) => at).sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b);
}

/** The same ranking where meaning counts as well: words used alike, and vectors where there are some. */
function withMeaning(ranking: Ranking, { all }: Passages, standing: Standing | undefined): Ranking {
  const totals = ranking.totals.map((total, at) => {
    const statement = all[at]?.statement;
    const vectors = (statement && standing?.get(statement)) ?? 0;
    return total + (ranking.meanings[at] ?? 0) + WEIGHTS.meaning * vectors;
  });
  return { ...ranking, totals, order: bestFirst(totals) };
}

/**
 * Looks one question up in one entry. Pure.
 *
 * Meaning chooses among statements, no more: whether the question is covered, and whether its answer is known, words
 * alone decide. Likeness tells what is spoken of, not whether it is said, so it would answer questions with a false
 * premise, and with "it is not known" those that have an answer.
 */
export function lookUp(
  question: string,
  entry: Entry,
  passages: Passages,
  conversation: readonly Turn[],
  topicTerms: ReadonlySet<string>,
  standing?: Standing,
): Found {
  const turns = turnsMeant(question, conversation, passages);
  const ranking = rank(question, entry, passages, turns);
  const byWords = foundIn(ranking, entry, passages, topicTerms);
  const last = turns.at(-1);
  if (meansNobody(ranking.focus, entry) || (last && needsAnswerBefore(ranking.focus, last)))
    return withoutAnswer(byWords);
  if (!meaningMayChoose(byWords)) return byWords;
  const meant = withMeaning(ranking, passages, ranking.before ? undefined : standing);
  const byMeaning = foundIn(meant, entry, passages, topicTerms);
  // Whatever it chose: between entries words are compared.
  return byMeaning.outcome.kind === byWords.outcome.kind ? { ...byMeaning, score: byWords.score } : byWords;
}

/** What would have been the answer comes near, and is none: nobody knows what the question means. */
function withoutAnswer(found: Found): Found {
  const { outcome } = found;
  if (outcome.kind === 'not-covered') return found;
  return {
    ...found,
    confidence: 0,
    refusal: 'something that was not answered before',
    outcome: { kind: 'not-covered', nearest: outcome.cited.slice(0, MAXIMUM_NEAREST) },
  };
}

/**
 * Only among plain statements, for a doubt goes with its claim; and not where the answer stands in a field of its own:
 * that is led by the field's order, whatever sounds more like the question.
 */
function meaningMayChoose({ intent, outcome }: Found): boolean {
  if (outcome.kind !== 'answered') return false;
  const { fields, related } = fieldsOf(intent);
  return !outcome.cited.slice(0, 1).some(({ field }) => fields.includes(field) || related.includes(field));
}

/** What the best statements of this ranking answer. */
function foundIn(
  { focus, before, totals, order }: Ranking,
  entry: Entry,
  passages: Passages,
  topicTerms: ReadonlySet<string>,
): Found {
  const top = order[0];
  const first = top === undefined ? undefined : passages.all[top]?.statement;
  const base = {
    intent: focus.intent,
    meant: focus.meant,
    actors: focus.actors,
    leans: focus.fromConversation,
  };
  if (top === undefined || !first)
    return { ...base, score: 0, confidence: 0, outcome: { kind: 'not-covered', nearest: [] } };

  const inquiry = { focus, wording: wordingOf(focus.text, passages), entry, passages, before, topicTerms };
  const highest = totals[top] ?? 0;
  const judged = order
    .slice(0, MAXIMUM_JUDGED)
    .filter((at) => at === top || mayRival(passages.all[at]?.statement, focus))
    .filter((at) => highest - (totals[at] ?? 0) <= WEIGHTS.rivalGap)
    .map((at) => ({ at, ...judge(at, inquiry) }));
  // Who did something else sets no mark for who did this, nor what is counted otherwise for what is counted here.
  const mark = totals[judged.find(({ refusal }) => !SETS_NO_MARK.has(refusal))?.at ?? top] ?? highest;
  const gap = focus.form.yesNo ? WEIGHTS.yesNoRivalGap : WEIGHTS.closeRivalGap;
  const accepted = judged.find(
    ({ at, refusal, confidence }) =>
      refusal === undefined && (mark - (totals[at] ?? 0) <= gap || (confidence >= SURE && !focus.form.yesNo)),
  );
  const score = totals[accepted?.at ?? top] ?? 0;
  if (!accepted) {
    const { refusal = 'too little in common', confidence = 0 } = judged[0] ?? {};
    const spoken =
      refusal !== 'a name or number that is not in the briefing' &&
      focus.intent === 'likelihood' &&
      !(focus.form.ofThePast && focus.form.yesNo) &&
      !focus.asksBeyond
        ? spokenOf(focus, order, passages, accountedTerms(first, inquiry))
        : undefined;
    if (spoken) return { ...base, score, confidence: COVERED, outcome: { kind: 'answered', cited: spoken } };
    const nearest = nearestOf(order, totals, inquiry);
    return { ...base, score, confidence, refusal, outcome: { kind: 'not-covered', nearest } };
  }
  const { at, confidence } = openAfterAll(judged, focus, passages) ?? accepted;
  const ranked = [at, ...order.filter((other) => other !== at)];
  const chosen = passages.all[at]?.statement ?? first;
  const cited = citedWith(chosen, ranked, totals, passages, focus, entry);
  return { ...base, score, confidence, outcome: outcomeOf(cited, focus, entry, passages) };
}

const SETS_NO_MARK: ReadonlySet<Refusal | undefined> = new Set<Refusal>([
  'another deed',
  'a number of something else',
]);

/** "Does it still …?" is not told by what once was settled where the briefing says that nothing is known of it now. */
function openAfterAll<Considered extends Judged & { readonly at: number }>(
  judged: readonly Considered[],
  { form }: Focus,
  passages: Passages,
): Considered | undefined {
  if (!form.yesNo || !form.ofLasting) return undefined;
  return judged.find(
    ({ at, refusal }) => refusal === undefined && saysUnknown(passages.all[at]?.statement.text ?? ''),
  );
}

/** Further from the best, a statement must have nearly all that is asked. */
const SURE = 0.8;

/** The best statement may lack what the next one has; further down nothing answers. */
const MAXIMUM_JUDGED = 5;

/** Asked how likely something is that is no scenario but that the entry speaks of: what it says, and the scenarios. */
function spokenOf(
  focus: Focus,
  order: readonly number[],
  passages: Passages,
  accounted: ReadonlySet<string>,
): readonly Statement[] | undefined {
  const wording = wordingOf(focus.text, passages);
  const ignored = new Set([...accounted, ...intentTerms('likelihood')]);
  const spoken = order.find(
    (at) =>
      passages.all[at]?.statement.field !== 'skepticism.doubt' &&
      coverage(wording, passages, at, ignored) >= SPOKEN_OF,
  );
  const statement = spoken === undefined ? undefined : passages.all[spoken]?.statement;
  const scenarios = allLikelihoods(passages);
  if (!statement || scenarios.length === 0) return undefined;
  // What is said of the reporting shows that it is spoken of, and is no part of how likely it is.
  const said = statement.field.startsWith('skepticism.') ? [] : [statement];
  return [...said, ...scenarios].slice(0, MAXIMUM_CITED + 1);
}

/** The one word that is asked about must be there, not a neighbour of it. */
const SPOKEN_OF = 0.8;
