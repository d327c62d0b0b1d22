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
