import { inOneText } from './field-path.ts';
import type { Passage, Passages } from './passages.ts';

/** The statements right before and after one, where they belong to the same text. */
export function besides(passages: Passages, at: number): readonly Passage[] {
  const here = passages.all[at]?.statement;
  return [passages.all[at - 1], passages.all[at + 1]].flatMap((passage) =>
    here && passage && inOneText(passage.statement.id, here.id) ? [passage] : [],
  );
}
