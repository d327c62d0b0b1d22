import type { Entry } from '../../../entries/entry.ts';
import type { Statement } from '../../../entries/statements/statement.ts';
import { termsOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { lightTerms } from '../../language/light-words.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import type { Focus } from '../../question/focus.ts';
import type { Intent } from '../../question/intent.ts';
import { subjectTerms } from '../../question/subject.ts';
import { inOneParagraph } from '../../retrieval/field-path.ts';
import { mentionsOf } from '../../retrieval/structure.ts';
import type { Inquiry } from '../inquiry.ts';

/**
 * "How big is it?" after an answer: with no word of its own a follow-up would be met by any number there is. What
 * answers it stands beside what was cited, is about the same actors, or has a telling word of it or of what was asked.
 */
export function lacksLinkToCited(at: number, accounted: ReadonlySet<string>, inquiry: Inquiry): boolean {
  const { focus, wording, passages, before, entry } = inquiry;
  const statement = passages.all[at]?.statement;
  if (statement && focus.fromConversation && namesOnlyThem(statement, focus, entry)) return true;
  const cited = before && passages.all[before.cited]?.statement;
  if (!statement || !before || !cited || !BARE_INTENTS.has(focus.intent)) return false;
  if (!focus.fromConversation && !focus.isBare) return false;
  const preposition = PREPOSITION.exec(focus.question)?.[1]?.toLowerCase();
  if (preposition !== undefined && !tokensOf(statement.text).includes(preposition)) return true;
  const light = lightTerms(focus.text);
  if (wording.asked.terms.some((term) => !accounted.has(term) && !light.has(term))) return false;
  if (inOneParagraph(statement.id, cited.id)) return false;
  if ([...statement.actors, ...mentionsOf(statement, entry)].some((id) => focus.actors.includes(id)))
    return false;
  // The size of somebody is told of them.
  if (focus.actors.length > 0 && SIZE.test(focus.question)) return true;
  const common = new Set([...lightTerms(statement.text), ...subjectTerms(entry)]);
  const spoken = new Set([...termsOf(before.question), ...termsOf(cited.text)]);
  return !termsOf(statement.text).some((term) => spoken.has(term) && !common.has(term));
}

/** "Who is on it?", "who wants her out?": it is others who are asked for than those of whom it is asked. */
function namesOnlyThem(statement: Statement, { question, actors }: Focus, entry: Entry): boolean {
  if (actors.length === 0 || !WHO_ELSE.test(question) || saysUnknown(statement.text)) return false;
  return [...statement.actors, ...mentionsOf(statement, entry)].every((id) => actors.includes(id));
}

const WHO_ELSE =
  /^\W*(?:and |but |so )?who(?:['’]s| is| was| are| were) (?:it )?(?:on|in|behind|against|about|with)\b|^\W*(?:and |but |so )?who wants? (?:him|her|it|them)\b/i;

/** "About what?": what is sought stands after that word. */
const PREPOSITION = /^\W*(?:and )?(about|over|against|with|between|from) (?:what|who|whom|which|where)\W*$/i;

const SIZE = /\bhow (?:big|large|small|old|strong|rich|tall|high|heavy)\b/i;

const BARE_INTENTS: ReadonlySet<Intent> = new Set<Intent>(['fact', 'where']);
