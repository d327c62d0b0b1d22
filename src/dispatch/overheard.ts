import { UserError } from '../errors.ts';
import { type Call, isAboutTopic, isQuestion } from './parse-words.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Whether words that people may have said to each other are meant for us. A question is, and whatever reads about a
 * briefing by its name; "pause", "list" and "ask Ann" may well be meant for somebody else, and nothing that changes
 * anything is done on a guess. "Please update Iran talks" is said to whoever writes the briefing.
 */
function isMeantForUs({ command, options, opening }: Call, vocabulary: Vocabulary): boolean {
  if (command.changes) return false;
  if (opening !== undefined) return isQuestion(opening) || opening.trim().toLowerCase().startsWith('tell ');
  const { topic, question } = options;
  const namesTopic = typeof topic === 'string' && vocabulary.topic(topic) !== undefined;
  if (isAboutTopic(command)) return namesTopic;
  return typeof question === 'string' && (namesTopic || isQuestion(question));
}

/** @throws UserError `not_found` where the words are not meant for us: nothing is to be said then */
export function checkOverheard(call: Call, vocabulary: Vocabulary): void {
  if (isMeantForUs(call, vocabulary)) return;
  throw new UserError(
    'not_found',
    'That is neither a question nor the name of a briefing.',
    'Mention Rapporteur to run a command.',
  );
}
