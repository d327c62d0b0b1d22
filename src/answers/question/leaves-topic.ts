import type { Entry } from '../../entries/entry.ts';
import { termsOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { lightTerms } from '../language/light-words.ts';
import { intentOf, intentTerms } from './intent.ts';
import { mentionsIn } from './names.ts';
import { plainWording } from './plain-wording.ts';
import { withoutFrame } from './question-form.ts';
import { CAPITAL } from './whole-story.ts';

/** A briefing and the words it has. */
interface Told {
  readonly entry: Entry;
  readonly has: (term: string) => boolean;
}

/**
 * Whether a question leaves the briefing that its conversation is about for another: it names an actor of that one alone,
 * or a word of its title, or all that it speaks of is found there and nothing of it here. Words that any story has are no
 * way out, nor is a single one in a question of two or three words, or beside a pronoun.
 */
export function leavesFor(asked: string, there: Told, here: Told): boolean {
  const question = plainWording(asked);
  const namedThere = mentionsIn(question, there.entry).actors;
  if (namedThere.length > 0) return mentionsIn(question, here.entry).actors.length === 0;
  const light = lightTerms(question);
  const intended = intentTerms(intentOf(question));
  const telling = termsOf(question).filter((term) => !light.has(term) && !intended.has(term));
  const leans = PRONOUN.test(question.replace(EXPLETIVE, ' ')) || leansOnBefore(asked);
  const titled = new Set(termsOf([there.entry.title, ...there.entry.aliases].join(' ')));
  if (!leans && telling.some((term) => titled.has(term) && !here.has(term))) return true;
  const met = telling.filter(there.has);
  const metHere = telling.filter(here.has);
  if (!leans && met.length > 1 && met.some((term) => !here.has(term))) return true;
  const least = leans || tokensOf(question).length < SHORTEST_ALONE ? 2 : 1;
  return metHere.length === 0 && met.length === telling.length && met.length >= least;
}

/** "How likely is it that …?" */
const EXPLETIVE = /\bit (?:true )?that\b/gi;

const PRONOUN = /\b(?:its?|they|them|theirs?|he|him|his|she|hers?|this|that|these|those)\b/i;

/** Words: "who pays?" goes on, "how much was frozen?" may begin anew. */
const SHORTEST_ALONE = 4;

/** Whether a question says nothing of what it is about ("why so low?"), so that it can only go on about what was. */
function leansOnBefore(asked: string): boolean {
  const question = plainWording(withoutFrame(asked));
  const own = intentOf(question);
  const light = lightTerms(question);
  if (termsOf(question).every((term) => light.has(term) || intentTerms(own).has(term))) return true;
  // "Who leads it?", but not "Is it true that …?"
  if (IT.test(question) && !CAPITAL.test(question)) return true;
  // "Which of them said it first?" is about those of whom was spoken.
  return OF_THEM.test(question) && !CAPITAL.test(question);
}

const OF_THEM = /\b(?:they|them|their|theirs|he|him|his|she|her|hers)\b/i;
const IT = /\b(?:it|this|that)\W*$|\bits\b/i;
