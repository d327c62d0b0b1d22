import type { Entry } from '../../entries/entry.ts';
import { hasAlike } from '../language/part-of-speech.ts';
import type { Focus } from '../question/focus.ts';
import type { Before } from '../retrieval/features.ts';
import { fieldPath } from '../retrieval/field-path.ts';
import type { Passage, Passages } from '../retrieval/passages.ts';
import { hasFamily, hasKin } from '../retrieval/related-words.ts';
import type { Wording } from './coverage.ts';

/** What a statement is held against. */
export interface Inquiry {
  readonly focus: Focus;
  /** Of `focus.text`. */
  readonly wording: Wording;
  readonly entry: Entry;
  readonly passages: Passages;
  readonly before: Before | undefined;
  /** Terms that only named the briefing. */
  readonly topicTerms: ReadonlySet<string>;
}

/** Whether a passage has this word of the question, or one that stands for it. */
export function meets(term: string, passage: Passage, { slips, uses }: Wording): boolean {
  return (
    (passage.counts.has(term) && hasAlike(passage.statement.text, term, uses.get(term))) ||
    hasKin(term, passage) ||
    hasFamily(term, passage) ||
    (slips.get(term)?.some((other) => passage.counts.has(other)) ?? false)
  );
}

/** The statements that stand in the same field, itself included. */
export function sameField(passages: Passages, at: number): readonly Passage[] {
  const here = passages.all[at]?.statement;
  if (!here) return [];
  const path = fieldPath(here.id);
  return passages.all.filter(({ statement }) => fieldPath(statement.id) === path);
}
