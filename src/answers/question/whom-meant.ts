import { byId } from '../../entries/by-id.ts';
import type { Entry } from '../../entries/entry.ts';
import type { Statement } from '../../entries/statements/statement.ts';
import type { Turn } from './conversation.ts';
import { fitsPronoun } from './fits-pronoun.ts';
import { type Intent, OF_ACTORS } from './intent.ts';
import { mentionsIn } from './names.ts';

/** Whom "they" or nothing means: who was spoken of, or where a field of somebody's is asked for, whom the last answer names. */
export function meantActors(
  last: Turn,
  own: Intent,
  [cited]: readonly Statement[],
  entry: Entry,
): readonly string[] {
  const spokenOf = last.actors.filter((id) => byId(entry.actors, id) !== undefined);
  if (spokenOf.length > 0 || !OF_ACTORS.has(own) || !cited) return spokenOf;
  const named = mentionsIn(cited.text, entry).actors;
  return named.length === 1 ? named : [];
}

/** The persons who were spoken of last: who was asked about, or else whom the last answer named. */
export function meantPersons(
  question: string,
  turns: readonly Turn[],
  cited: readonly Statement[],
  entry: Entry,
): readonly string[] {
  const meant = (ids: readonly string[]) =>
    ids.filter((id) => {
      const actor = byId(entry.actors, id);
      return actor?.kind === 'person' && fitsPronoun(question, actor);
    });
  const named = cited.map(({ text, actors }) => [...actors, ...mentionsIn(text, entry).actors]);
  const [last, ...earlier] = turns.toReversed();
  for (const ids of [last?.actors ?? [], ...named, ...earlier.map(({ actors }) => actors)]) {
    const persons = meant(ids);
    if (persons.length > 0) return persons;
  }
  return [];
}
