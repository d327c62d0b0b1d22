import { stemOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { nameSpans } from '../../question/names.ts';
import { mentionsOf } from '../../retrieval/structure.ts';
import type { Considered } from '../considered.ts';

/** "How many *farmers* in *Kasria* depend on it?" */
const IN_PLACE = /^\W*(?:and |but |so )?(?:how many|which|what) (?:\p{L}+ )?(\p{L}+) (?:in|of|from) /iu;

/** People or things of one country are not those of another: "Belmari farmers" are none in Kasria. */
export function isOfAnotherPlace({ question, text, focus, inquiry: { entry } }: Considered): boolean {
  const [, thing] = IN_PLACE.exec(question) ?? [];
  if (thing === undefined || focus.actors.length === 0) return false;
  const stem = stemOf(thing.toLowerCase());
  const tokens = tokensOf(text);
  const owners = nameSpans(text, entry).filter(({ end }) => stemOf(tokens[end] ?? '') === stem);
  return owners.length > 0 && !owners.some(({ actor }) => focus.actors.includes(actor));
}

/** "What does Oman stand to gain?" is told by a statement that is about Oman or names it. */
export function isGainOfAnother({ statement, focus, inquiry: { entry } }: Considered): boolean {
  if (focus.intent !== 'interest' || focus.fromConversation || focus.actors.length === 0) return false;
  const about = [...statement.actors, ...mentionsOf(statement, entry)];
  return !focus.actors.some((id) => about.includes(id));
}

/** "Who runs the guard these days?" */
const WHO_NOW =
  /^\W*(?:and |but |so )?who (?:runs|leads|heads|owns|controls|manages|chairs|governs|commands)\b|^\W*(?:and |but |so )?who (?:now|currently)\b|^\W*who .*\b(?:now|nowadays|these days|currently|at present)\W*$/i;
const NO_LONGER = /\b(?:until|till|formerly|once|used to|no longer|succeeded|replaced)\b/i;

/** Who did so "until June" does no more. */
export function isOfFormerTimes({ question, text }: Considered): boolean {
  return WHO_NOW.test(question) && NO_LONGER.test(text);
}

const USED_FOR = /^\W*(?:and |but |so )?what (?:is|are|was|were) .{2,40} (?:used|good|needed) for\W*$/i;
const SERVES =
  /\b(?:us(?:e|es|ed|ing)|serv(?:e|es|ed|ing)|need(?:s|ed)?|good for|appli(?:ed|es)|goes into)\b/i;

/** "What is terbium used for?" is not told by where some was found. */
export function lacksUse({ question, text }: Considered): boolean {
  return USED_FOR.test(question) && !SERVES.test(text);
}
