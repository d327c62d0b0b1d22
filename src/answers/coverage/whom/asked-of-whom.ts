import { byId } from '../../../entries/by-id.ts';
import type { Entry } from '../../../entries/entry.ts';
import type { Statement } from '../../../entries/statements/statement.ts';
import { termsOf } from '../../../search/terms.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { WISHING } from '../../language/only-intended.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import { SPOKEN } from '../../language/spoken.ts';
import type { Focus } from '../../question/focus.ts';
import { fieldsOf } from '../../question/intent.ts';
import { isNamedAfter } from '../../question/names.ts';
import type { Passage, Passages } from '../../retrieval/passages.ts';
import { tellsOf } from '../deeds/doings.ts';

/** "Why is Iran skeptical?" of an actor whom nothing says to doubt anything: others' doubts are no answer. */
export function doubterUnheard(focus: Focus, passages: Passages): boolean {
  if (focus.intent !== 'doubt') return false;
  const asked = focus.deedAsked;
  if (focus.fromConversation && asked?.by === undefined) return false;
  const doubters =
    asked?.by !== undefined && TRUSTING.test(asked.verb)
      ? [asked.by]
      : focus.form.ofDoubter
        ? focus.actors
        : [];
  if (doubters.length === 0) return false;
  return !passages.all.some(
    ({ statement, counts }) =>
      statement.actors.some((id) => doubters.includes(id)) && DOUBTING.some((term) => counts.has(term)),
  );
}

/** "Did Trump believe it?" is told only by a word on what somebody believes or doubts. */
export function lacksBelief(near: readonly Passage[], { deedAsked: asked }: Focus): boolean {
  if (asked?.by === undefined || !TRUSTING.test(asked.verb)) return false;
  return !near.some(({ counts }) => BELIEVING.some((term) => counts.has(term)));
}

const BELIEVING = termsOf('doubt skeptical sceptical believe trust distrust mistrust reject deny');

const TRUSTING = /^(?:dis|mis)?(?:trust|believ|doubt)/;

const DOUBTING = termsOf('doubt skeptical sceptical');

/** "Where is she now?" is told under a person: elsewhere a place stands beside the name by chance. */
export function lacksWhereabouts(statement: Statement, { question, actors }: Focus, entry: Entry): boolean {
  return (
    !statement.actors.some((id) => actors.includes(id)) &&
    /^\W*where (?:is|are|was|were)\b/i.test(question) &&
    actors.length > 0 &&
    actors.every((id) => byId(entry.actors, id)?.kind === 'person')
  );
}

/** "Is the desk neutral?" is not answered by who else is. */
export function lacksDesk({ field, text }: Statement, { question, intent }: Focus): boolean {
  if (!/^\W*(?:is|was|has|have|did|does|do) the desk\b/i.test(question)) return false;
  if (fieldsOf(intent).fields.includes(field)) return false;
  return /^\W*(?:was|has|have|did)\b/i.test(question) || !/\bdesk\b/i.test(text);
}

/** "Who wants war?" needs somebody who wants it, not only the word "war". */
export function lacksWish({ field, text }: Statement, { intent, actors }: Focus): boolean {
  if (intent !== 'wants' || actors.length > 0) return false;
  const { fields, related } = fieldsOf('wants');
  return (
    ![...fields, ...related].includes(field) &&
    !tokensOf(text).some((token) => WISHING.test(token) || FEELING.test(token))
  );
}

/** "What does the Ledger want?" is not told by the aims of another, whoever reports them. */
export function isOfAnother(
  statement: Statement,
  { question, intent, actors, compares, deedAsked }: Focus,
  entry: Entry,
): boolean {
  if (intent !== 'wants' || compares) return false;
  const [, name] = OF_NAME.exec(question) ?? [];
  const owner = statement.actors[0];
  if (actors.length > 0) {
    const { by: asked, verb = '' } = deedAsked ?? {};
    return (
      asked !== undefined &&
      WISHING_VERB.test(verb) &&
      !statement.actors.some((id) => isNamedAfter(id, asked, entry)) &&
      !tellsOf(statement, asked, entry)
    );
  }
  if (name === undefined || owner === undefined || !statement.field.startsWith('actor.')) return false;
  const { name: own = '', aliases = [] } = byId(entry.actors, owner) ?? {};
  const names = new Set(tokensOf([own, ...aliases].join(' ')));
  return !tokensOf(name).some((token) => names.has(token));
}

const OF_NAME = /^\W*(?:[Aa]nd )?[Ww]hat (?:does|do|did) (?:the )?(\p{Lu}\p{L}+)\b/u;
const WISHING_VERB = /^(?:want|wish|hope|fear|seek|aim)s?$/;

/** "Did Haas say anything?" is told only where somebody says something, or that nobody did. */
export function lacksVoice({ text }: Statement, { question, intent, actors, form }: Focus): boolean {
  if (intent !== 'position' || actors.length > 0 || !form.yesNo || !SPEAKING.test(question)) return false;
  return !saysUnknown(text) && !tokensOf(text).some((token) => SPOKEN.test(token));
}

const SPEAKING = /\b(?:say|said|comment\w*|respond\w*|react\w*|repl(?:y|ied)|answer\w*|statement)\b/i;

const FEELING = /^(?:fear|alarm|afraid|worr|anxi|aim|interest)/;
