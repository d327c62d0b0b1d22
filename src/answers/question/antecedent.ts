import { byId } from '../../entries/by-id.ts';
import type { Actor, Entry } from '../../entries/entry.ts';
import type { Turn } from './conversation.ts';
import type { Focus } from './focus.ts';
import { type Intent, OF_ACTORS } from './intent.ts';
import { mentionsIn } from './names.ts';

const PERSON = /\b(?:he|him|his|she|her|hers)\b/i;
const OF_THEM = /\b(?:they|them|their|theirs|he|him|his|she|her|hers)\b/i;
/** "They did *that*", "who doubts *this*?" */
const POINTING = /\b(?:this|that|these|those)\W*$|\b(?:do|did|does|done|doing) (?:this|that|it|so)\W*$/i;
const IT = /\b(?:it|its)\b/i;
const ASKS_WHO = /\b(?:who|whom|whose)\b/i;

/** What is asked with these has no answer of its own in a briefing: "why?", "when?", "for how much?" */
const OF_SOMETHING: ReadonlySet<Intent> = new Set<Intent>(['fact', 'why', 'where', 'consequence']);

/**
 * Whether a question can only be understood with the answer to the one before, which nothing covered: who they are that
 * did it, or when that was, is then not known either. "It" may still be what the one before called so.
 */
export function needsAnswerBefore({ question, intent, isBare, actors }: Focus, before: Turn): boolean {
  if (!before.refused) return false;
  if (POINTING.test(question)) return true;
  const pronoun = OF_THEM.test(question) || IT.test(question);
  if (!pronoun) return isBare && OF_SOMETHING.has(intent);
  if (OF_THEM.test(question) && ASKS_WHO.test(before.question)) return true;
  if (OF_ACTORS.has(intent) || PERSON.test(question)) return actors.length === 0;
  const leaned = before.cited.length > 0;
  return isBare ? !leaned || !IT.test(question) || OF_SOMETHING.has(intent) : !leaned && actors.length === 0;
}

/** "He", or what "they" want, where nobody was spoken of who could be meant. */
export function meansNobody(focus: Focus, entry: Entry): boolean {
  const { question, intent, actors, fromConversation, ofPerson, cited } = focus;
  if (!fromConversation || ofPerson) return false;
  if (PERSON.test(question))
    return [...actors, ...(cited ? mentionsIn(cited.text, entry).actors : [])].every((id) =>
      IMPERSONAL.has(byId(entry.actors, id)?.kind ?? 'group'),
    );
  return OF_THEM.test(question) && actors.length === 0 && OF_ACTORS.has(intent);
}

const IMPERSONAL: ReadonlySet<Actor['kind']> = new Set<Actor['kind']>([
  'state',
  'government',
  'organisation',
  'media',
]);
