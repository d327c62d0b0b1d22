import type { Entry } from '../../../entries/entry.ts';
import { STOP_WORDS } from '../../../search/stop-words.ts';
import { stemOf, termsOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { nameSpans, wordsOf } from '../../question/names.ts';

const WHOSE =
  /^\W*(?:and |but |so )?whose ((?:\p{L}+ ){1,3}?)(?:is|are|was|were|do|does|did|has|have|had|will|would|may|might|can|could)\b/iu;
const OWNER = new Set('its their his her our'.split(' '));
/** Words between an owner and what is theirs: "Norway's second *plan*". */
const REACH = 3;

/** "Whose plans are meant?" is not told by a sentence that has the plans and nobody whose they are. */
export function lacksOwner(text: string, question: string, entry: Entry): boolean {
  const [, thing = ''] = WHOSE.exec(question) ?? [];
  const things = new Set(termsOf(thing));
  if (things.size === 0 || /\bwhose\b|\bbelong/i.test(text)) return false;
  const tokens = tokensOf(text);
  const words = wordsOf(text);
  const places = tokens.flatMap((token, at) => (things.has(stemOf(token)) ? [at] : []));
  if (places.length === 0) return !saysUnknown(text);
  const named = nameSpans(text, entry);
  return !places.some((place) => {
    const before = tokens.slice(Math.max(0, place - REACH), place);
    const possessive = words.slice(Math.max(0, place - REACH), place).some((word) => /['’]s?$/.test(word));
    const owned = before.some((token) => OWNER.has(token));
    // "the US plans", and not "governments wanted the plans".
    const adjective = named.some(
      ({ end }) => end === place || (end === place - 1 && !STOP_WORDS.has(before.at(-1) ?? '')),
    );
    const of = tokens.slice(place + 1, place + 1 + REACH).includes('of');
    return possessive || owned || adjective || of;
  });
}
