import type { Change } from './change.ts';

/** What a reader acts on: how the story stands, what may come next, and how sure that is. */
const JUDGEMENTS: ReadonlySet<Change['kind']> = new Set([
  'status',
  'likelihood',
  'scenario-added',
  'scenario-removed',
  'confidence',
]);

/** Whether a change is one of judgement, not only of text. */
export function movesJudgement({ kind }: Change): boolean {
  return JUDGEMENTS.has(kind);
}

/** The same changes, those of a judgement first, for whoever has room for a few. */
export function judgementsFirst(changes: readonly Change[]): readonly Change[] {
  return [...changes.filter(movesJudgement), ...changes.filter((change) => !movesJudgement(change))];
}
