import { tokensOf } from '../../../search/tokens.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { signsOf } from '../../language/signs.ts';

/** "From whom …?", "Who did they buy it from?"; "by whom" is told by any active sentence, and "to" goes before verbs as well. */
const ASKED =
  /^\W*(?:and )?(from|with|against) (?:whom?|which \p{L}+)\b|^\W*(?:and )?whom? (?:did|do|does|has|have|is|was) .* (from|with|against)\W*$/iu;

/** "From whom did the fund buy it?" is not told by what it paid: somebody must stand after that preposition. */
export function lacksCounterpart(text: string, question: string): boolean {
  const [, first, last] = ASKED.exec(question) ?? [];
  const preposition = (first ?? last)?.toLowerCase();
  if (preposition === undefined || saysUnknown(text)) return false;
  const tokens = tokensOf(text);
  return !tokens.some((token, at) => {
    const next = tokens.slice(at + 1, at + 3).join(' ');
    return token === preposition && ![...signsOf(next, 'number'), ...signsOf(next, 'time')].some(Boolean);
  });
}
