import { countsIn } from '../language/counted.ts';
import { ABOUT_NOTES } from '../question/intent.ts';
import type { Passage } from './passages.ts';
import type { QuestionPlaced } from './question-placed.ts';
import { WEIGHTS } from './weights.ts';

const OF_PLACE = /\b(?:where|place|venue|location|site|city|country)\b/i;

/** What it adds that a statement has, or takes away that it lacks, the kind of thing that is asked for. */
export function soughtWorth(passage: Passage, { focus, sought, said, counted }: QuestionPlaced): number {
  if (sought === undefined || sought === 'name' || ABOUT_NOTES.has(focus.intent)) return 0;
  const { text, date } = passage.statement;
  // That something else is not known is no place, though it may name one.
  if (focus.intent === 'where' && focus.form.ofWhatIsNot && passage.saysUnknown() && !OF_PLACE.test(text))
    return WEIGHTS.lacksSought;
  if (counted !== undefined && countsIn(text, counted)) return WEIGHTS.countsSought;
  const found = passage.tellsOther(sought, said);
  if (sought === 'reason') return found ? WEIGHTS.givesReason : 0;
  return found || (sought === 'time' && date !== undefined) ? 0 : WEIGHTS.lacksSought;
}
