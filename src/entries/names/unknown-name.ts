/** What people read who named a briefing or an actor that cannot be shown, and what they may have meant. */

import { type Alternative, UserError } from '../../errors.ts';
import type { Entry } from '../entry.ts';
import { describeProblem, type Problem } from '../problem.ts';

/** How many briefings of one name an error offers. */
const MOST_NAMESAKES = 5;

function alternativesOf(entries: readonly Entry[]): readonly Alternative[] {
  return entries.map((entry) => ({ label: entry.title, words: `show ${entry.id}` }));
}

/** More than one briefing has this name. */
export function severalTopics(words: string, named: readonly Entry[]): UserError {
  return new UserError(
    'not_found',
    `${named.length} briefings are called “${words}”.`,
    'Which one do you mean?',
    alternativesOf(named).slice(0, MOST_NAMESAKES),
  );
}

/** The file of that name has errors, and none of its versions is served. */
export function unreadableTopic(id: string, problem: Problem): UserError {
  return new UserError(
    'not_found',
    `The briefing “${id}” has errors and cannot be shown.`,
    `${describeProblem(problem)}. “npm run check” lists every error.`,
    [{ label: 'All briefings', words: 'list' }],
  );
}

/** @param actors who are called exactly that */
export function unknownTopic(words: string, nearest: readonly Entry[], actors: readonly string[]): UserError {
  const alternatives = [
    ...actors.slice(0, 1).map((name) => ({ label: `The actor ${name}`, words: `actor ${name}` })),
    ...alternativesOf(nearest),
  ];
  return new UserError(
    'not_found',
    `There is no briefing called “${words}”.`,
    alternatives.length === 0 ? 'See all of them with “list”.' : 'Did you mean one of these?',
    [
      ...(alternatives.length === 0 ? [{ label: 'All briefings', words: 'list' }] : alternatives),
      { label: 'Ask it as a question', words: `ask ${words}` },
    ],
  );
}

/** An actor by the newest briefing that has it. */
export interface NamedActor {
  readonly id: string;
  readonly name: string;
  readonly entry: Entry;
  /** Whether no other actor is called so: then the name leads to it, else only the id. */
  readonly isOnly: boolean;
}

/** More than one actor has this name. */
export function severalActors(words: string, named: readonly NamedActor[]): UserError {
  const more = named.length - MOST_NAMESAKES;
  return new UserError(
    'not_found',
    `${named.length} actors are called “${words}”.`,
    more > 0 ? `Which one do you mean? ${more} more can be found by their ids.` : 'Which one do you mean?',
    named.slice(0, MOST_NAMESAKES).map((actor) => alternativeOf({ ...actor, isOnly: false })),
  );
}

/** No actor has this name. */
export function unknownActor(words: string, nearest: readonly NamedActor[], entryCount: number): UserError {
  return new UserError(
    'not_found',
    entryCount === 0
      ? 'There are no briefings yet, so there are no actors.'
      : `${entryCount === 1 ? 'The one briefing has no' : `None of the ${entryCount} briefings has an`} actor called “${words}”.`,
    nearest.length === 0
      ? 'See who matters in a story with “actors” and its name.'
      : 'Did you mean one of these?',
    nearest.length === 0 ? [{ label: 'All briefings', words: 'list' }] : nearest.map(alternativeOf),
  );
}

function alternativeOf({ id, name, entry, isOnly }: NamedActor): Alternative {
  return isOnly
    ? { label: name, words: `actor ${name}` }
    : { label: `${name}, in ${entry.title}`, words: `actor ${id}` };
}
