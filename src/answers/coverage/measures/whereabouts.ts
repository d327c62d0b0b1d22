import { byId } from '../../../entries/by-id.ts';
import type { Entry } from '../../../entries/entry.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { speaksOfWhatIsNot } from '../../question/question-form.ts';
import type { Passage } from '../../retrieval/passages.ts';

/** A place without a name: "at an army camp". */
const COMMON_PLACE =
  /\b(?:at|in|on|near|outside|inside|under|behind|from|to) (?:an?|the|its|their|his|her) (?:\p{L}{2,20} ){0,2}(?:camp|base|barn|village|town|city|port|harbour|airport|palace|house|home|hospital|school|prison|embassy|consulate|station|plant|factory|market|border|frontier|island|coast|river|bridge|square|district|province|region|valley|forest|desert|sea|church|mosque|hotel|headquarters|laboratory|warehouse|mine|stadium|university|court)\b/iu;

/** A country is a place, and so is what is said of one. */
export function isSomewhere({ statement, signs }: Passage, entry: Entry): boolean {
  const ofCountry = statement.actors.some((id) => byId(entry.actors, id)?.kind === 'state');
  const { text } = statement;
  return (
    ofCountry ||
    signs('place').length > 0 ||
    COMMON_PLACE.test(text) ||
    (saysUnknown(text) && /\b(?:where|place|venue|location)\b/i.test(text))
  );
}

/** "Where was it to be before it moved?" is not told by where it moved to. */
const BEFORE =
  /\bbefore (?:it|they|that|this|the \p{L}+) (?:(?:was|were|got) )?(?:mov|chang|relocat|shift|left)/iu;

export function tellsWhereItWas(text: string): boolean {
  return speaksOfWhatIsNot(text, 'place') || saysUnknown(text);
}

export function asksWhereItWas(question: string): boolean {
  return BEFORE.test(question);
}
