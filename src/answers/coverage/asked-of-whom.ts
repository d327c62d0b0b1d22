import { byId } from '../../entries/by-id.ts';
import type { Entry } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import { termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { deedAsked } from '../question/deed-asked.ts';
import type { Focus } from '../question/focus.ts';
import { fieldsOf } from '../question/intent.ts';
import { WISHING } from '../language/only-intended.ts';
import type { Passages } from '../retrieval/passages.ts';

/** "Why is Iran skeptical?" of an actor whom nothing says to doubt anything: others' doubts are no answer. */
export function doubterUnheard(focus: Focus, passages: Passages, entry: Entry): boolean {
  if (focus.intent !== 'doubt' || focus.fromConversation) return false;
  const asked = deedAsked(focus.question, entry);
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

const FEELING = /^(?:fear|alarm|afraid|worr|anxi|aim|interest)/;
