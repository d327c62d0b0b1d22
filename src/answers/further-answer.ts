import type { Entry } from '../entries/entry.ts';
import type { Statement } from '../entries/statements/statement.ts';
import type { Outcome } from './answered.ts';
import { allLikelihoods, saysTheSame } from './composing/citations.ts';
import { mayRival } from './composing/nearest.ts';
import { wordingOf } from './coverage/coverage.ts';
import { meets } from './coverage/inquiry.ts';
import { judge } from './coverage/judge.ts';
import { makesClaim } from './coverage/outcome.ts';
import { lightTerms } from './language/light-words.ts';
import { rank } from './look-up.ts';
import type { Turn } from './question/conversation.ts';
import type { GoingOn } from './question/going-on.ts';
import { subjectTerms } from './question/subject.ts';
import { fieldPath, inOneParagraph, noteOf } from './retrieval/field-path.ts';
import type { Passages } from './retrieval/passages.ts';
import { MAXIMUM_CITED, WEIGHTS } from './retrieval/weights.ts';
import { citedIn } from './spoken-before.ts';

/** What the last answer is gone on about with. */
export interface LastAnswer {
  readonly turn: Turn;
  readonly earlier: readonly Turn[];
  readonly entry: Entry;
  readonly passages: Passages;
}

/** What comes of a question that goes on about the last answer; undefined where it is to be read as any other. Pure. */
export function furtherAnswer(kind: GoingOn, last: LastAnswer): Outcome | undefined {
  const cited = citedIn(last.turn, last.passages);
  const [first] = cited;
  if (!first) return undefined;
  switch (kind) {
    case 'source':
      return asToSource(cited, first, last);
    case 'more':
      return answeredWith(furtherThan(cited, first, last));
    case 'otherwise':
      return first.field.startsWith('outlook.') && first.heading !== undefined
        ? answeredWith(alternativesTo(first, last))
        : undefined;
    case 'after':
      return first.field === 'timeline' ? answeredWith(nextAfter(first, last)) : undefined;
  }
}

function answeredWith(cited: readonly Statement[]): Outcome {
  return cited.length > 0 ? { kind: 'answered', cited } : { kind: 'not-covered', nearest: [] };
}

/** The same once more, for its sources; with what is doubted of it, and what an outlook rests on. */
function asToSource(cited: readonly Statement[], first: Statement, { entry, passages }: LastAnswer): Outcome {
  const shown = cited.slice(0, MAXIMUM_CITED - 1);
  const inField = (path: string) =>
    passages.all.flatMap(({ statement }) => (fieldPath(statement.id) === path ? [statement] : []));
  if (first.field.startsWith('outlook.')) {
    const grounds = inField(`${entry.id}/outlook.basis`).slice(0, MAXIMUM_CITED - 1);
    return { kind: 'answered', cited: grounds.length > 0 ? grounds : shown };
  }
  if (first.field === 'skepticism.doubt') return { kind: 'answered', cited: shown };
  const number = entry.skepticism.findIndex(
    (note, at) =>
      noteOf(first.id) === `${entry.id}/skepticism.${at}` ||
      makesClaim(first, note, at, WEIGHTS.claimAskedOf),
  );
  const note = entry.skepticism[number];
  if (!note) return { kind: 'answered', cited: shown };
  const doubts = inField(`${entry.id}/skepticism.${number}.doubt`);
  return { kind: 'doubted', cited: shown, doubts: doubts.slice(0, MAXIMUM_CITED - 1), note };
}

/** How likely the other scenarios are, in the briefing's order. */
function alternativesTo(first: Statement, { passages }: LastAnswer): readonly Statement[] {
  return allLikelihoods(passages)
    .filter(({ heading }) => heading !== first.heading)
    .slice(0, MAXIMUM_CITED);
}

/** The event that the timeline has next. */
function nextAfter({ date }: Statement, { passages }: LastAnswer): readonly Statement[] {
  const later = passages.all.flatMap(({ statement }) =>
    statement.field === 'timeline' && (statement.date ?? '') > (date ?? '') ? [statement] : [],
  );
  const next = later.toSorted((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1))[0];
  return later.filter((statement) => statement.date === next?.date).slice(0, MAXIMUM_CITED - 1);
}

/**
 * What else answers the same question, or stands in the same text as what was cited first, and was not shown in this
 * conversation yet.
 */
function furtherThan(
  cited: readonly Statement[],
  first: Statement,
  { turn, earlier, entry, passages }: LastAnswer,
): readonly Statement[] {
  const shown = [...cited, ...earlier.flatMap((each) => citedIn(each, passages))];
  const { focus, before, totals, order } = rank(turn.question, entry, passages, earlier);
  const inquiry = {
    focus,
    wording: wordingOf(focus.text, passages),
    entry,
    passages,
    before,
    topicTerms: new Set<string>(),
  };
  const light = lightTerms(turn.question);
  const subject = subjectTerms(entry);
  const telling = inquiry.wording.asked.terms.filter((term) => !light.has(term) && !subject.has(term));
  // Where a number or a day was asked for, another one is no more of the same.
  const isOfIt = (at: number) => {
    const passage = passages.all[at];
    return (
      passage !== undefined &&
      (passage.statement.actors.some((id) => focus.actors.includes(id)) ||
        telling.some((term) => meets(term, passage, inquiry.wording)))
    );
  };
  const highest = totals[order[0] ?? 0] ?? 0;
  const alsoAnswers = order
    .slice(0, MAXIMUM_LOOKED_AT)
    .filter((at) => highest - (totals[at] ?? 0) <= WEIGHTS.rivalGap)
    .filter((at) => isOfIt(at) && mayRival(passages.all[at]?.statement, focus))
    .filter((at) => judge(at, inquiry).refusal === undefined)
    .flatMap((at) => passages.all[at]?.statement ?? []);
  const goesOn = passages.all.flatMap(({ statement }) =>
    inOneParagraph(statement.id, first.id) ? [statement] : [],
  );
  const further: Statement[] = [];
  for (const statement of [...alsoAnswers, ...goesOn]) {
    if (further.length === MAXIMUM_CITED - 1) break;
    if (![...shown, ...further].some((other) => other.id === statement.id || saysTheSame(other, statement)))
      further.push(statement);
  }
  return further;
}

/** Further down, what has a word of the question is no answer to it. */
const MAXIMUM_LOOKED_AT = 12;
