import type { Entry } from '../../entries/entry.ts';
import { termsOf } from '../../search/terms.ts';

const known = new WeakMap<Entry, ReadonlySet<string>>();

/**
 * Stems of what a briefing is about as a whole, such as "talks" or "strike": the words of its title and its other
 * names, without the names of its actors. Every statement is about that, so having the word is no answer.
 */
export function subjectTerms(entry: Entry): ReadonlySet<string> {
  const found = known.get(entry);
  if (found) return found;
  const actors = Object.values(entry.actors).flatMap(({ name, aliases }) => [name, ...aliases]);
  // "National Bank of Marenia": what the bank is of is where the story is, and not the bank.
  const names = new Set(termsOf(actors.map((name) => name.replace(OF_PLACE, '')).join(' ')));
  const terms = new Set(
    termsOf([entry.title, ...entry.aliases].join(' ')).filter((term) => !names.has(term)),
  );
  known.set(entry, terms);
  return terms;
}

const OF_PLACE = /\sof (?:the )?\p{Lu}.*$/u;
