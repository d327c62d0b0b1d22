import type { Statement } from '../../entries/statements/statement.ts';
import { type Sought, soughtBy } from '../language/signs.ts';
import type { Focus } from '../question/focus.ts';
import type { Passage } from '../retrieval/passages.ts';
import { accountedTerms } from './accounted-terms.ts';
import { type Inquiry, sameField } from './inquiry.ts';

/** One statement that may answer a question, with all that it is judged by. */
export interface Considered {
  /** Its position among the passages. */
  readonly at: number;
  readonly passage: Passage;
  readonly statement: Statement;
  readonly text: string;
  /** The statements of the same field, itself included. */
  readonly near: readonly Passage[];
  readonly focus: Focus;
  readonly question: string;
  readonly sought: Sought | undefined;
  /** Terms of the question that the statement's place answers to. */
  readonly accounted: ReadonlySet<string>;
  readonly inquiry: Inquiry;
}

/** Undefined where there is no such statement. */
export function consider(at: number, inquiry: Inquiry): Considered | undefined {
  const { focus, passages } = inquiry;
  const passage = passages.all[at];
  if (!passage) return undefined;
  const { statement } = passage;
  return {
    at,
    passage,
    statement,
    text: statement.text,
    near: sameField(passages, at),
    focus,
    question: focus.question,
    sought: soughtBy(focus.question),
    accounted: accountedTerms(statement, inquiry),
    inquiry,
  };
}
