import type { Before } from '../src/answers/retrieval/features.ts';
import type { Passages } from '../src/answers/retrieval/passages.ts';
import { termsOf } from '../src/search/terms.ts';
import type { SetDocument, SetQuestion } from './question-set.ts';

/** A question of a set with what the conversation remembers when it is asked. */
export interface ReplayedTurn {
  readonly question: SetQuestion;
  readonly before: Before | undefined;
}

/**
 * Plays the conversations of a document back through our own ranking: what is remembered of a turn is the
 * statement that we put first, not the marked one. With `gold`, what is remembered is the statement that
 * has most of the set's own answer.
 */
export function replay(
  document: SetDocument,
  passages: Passages,
  first: (question: string, before: Before | undefined) => number,
  gold = false,
): readonly ReplayedTurn[] {
  const citedFirst = new Map<string, number>();
  return document.questions.map((question) => {
    let before: Before | undefined;
    let path = '';
    for (const { q, a } of question.history) {
      path += `\n${q}`;
      const cited: number = gold
        ? containing(a, passages, before?.cited)
        : (citedFirst.get(path) ?? first(q, before));
      citedFirst.set(path, cited);
      before = {
        question: q,
        cited,
        citedEarlier: before ? new Set([...before.citedEarlier, before.cited]) : new Set(),
      };
    }
    return { question, before };
  });
}

/** The statement with most words of `answer`; of equals, the one nearest to what was cited before. */
function containing(answer: string, passages: Passages, near = 0): number {
  const terms = new Set(termsOf(answer));
  const shared = passages.all.map(
    ({ statement, counts }) =>
      [...terms].filter((term) => counts.has(term)).length + (statement.text.includes(answer) ? 1 : 0),
  );
  const most = Math.max(...shared);
  const best = shared.flatMap((count, index) => (count === most ? [index] : []));
  return best.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))[0] ?? near;
}
