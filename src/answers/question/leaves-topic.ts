import type { Entry } from '../../entries/entry.ts';
import { termsOf } from '../../search/terms.ts';
import { lightTerms } from '../language/light-words.ts';
import { leansOnBefore } from './focus.ts';
import { intentOf, intentTerms } from './intent.ts';
import { mentionsIn } from './names.ts';
import { plainWording } from './plain-wording.ts';
import { subjectTerms } from './subject.ts';

/** A briefing and the words it has. */
interface Told {
  readonly entry: Entry;
  readonly has: (term: string) => boolean;
}

/**
 * Whether a question leaves the briefing that its conversation is about for another: it names an actor or the subject of
 * that one alone, or has two telling words, one of them only found there. Words that any story has are no way out.
 */
export function leavesFor(asked: string, there: Told, here: Told): boolean {
  const question = plainWording(asked);
  const namedHere = new Set(mentionsIn(question, here.entry).actors);
  const namedThere = mentionsIn(question, there.entry).actors;
  if (namedThere.length > 0) return namedHere.size === 0;
  if (leansOnBefore(asked)) return false;
  const light = lightTerms(question);
  const intended = intentTerms(intentOf(question));
  const telling = termsOf(question).filter((term) => !light.has(term) && !intended.has(term));
  const [subject, subjectHere] = [subjectTerms(there.entry), subjectTerms(here.entry)];
  if (telling.some((term) => subject.has(term) && !subjectHere.has(term) && !here.has(term))) return true;
  const met = telling.filter(there.has);
  return met.length > 1 && met.some((term) => !here.has(term));
}
