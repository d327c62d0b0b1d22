import { STOP_WORDS } from '../search/stop-words.ts';
import { stemOf } from '../search/terms.ts';
import { withinSlips } from '../search/vocabulary.ts';
import { ALL_INTENT_WORDS } from './intent.ts';
import { isKnownWord } from './kindred-words.ts';
import { isLight } from './light-words.ts';
import type { Passages } from './passages.ts';

/** Shorter words are one slip from too many others. */
const SHORTEST = 4;
/** Shorter words of a briefing are near too many others: "Iraq" is no slip for "Iran". */
const SHORTEST_OF_BRIEFING = 6;
/** From this length on, two slips are mended. */
const LONG = 8;

const QUESTION_WORDS: ReadonlySet<string> = new Set(
  [...STOP_WORDS, ...ALL_INTENT_WORDS].filter((word) => word.length >= SHORTEST),
);

/**
 * The question with slips of the keyboard mended in the words that say what is asked: "waht", "likley", "scpetical".
 * Only words in small letters
 * that nothing else knows are touched; a word of the briefing is put in their place only if just one is near.
 */
export function mendSpelling(question: string, passages: Passages): string {
  return question.replaceAll(/(?<![\p{L}\p{N}'’-])\p{Ll}{4,}(?![\p{L}\p{N}'’-])/gu, (word) => {
    if (QUESTION_WORDS.has(word) || passages.has(stemOf(word)) || isKnownWord(word) || isLight(word))
      return word;
    const slips = word.length < LONG ? 1 : 2;
    const near = (other: string) => other[0] === word[0] && withinSlips(word, other, slips);
    const meant = [...QUESTION_WORDS].find(near);
    if (meant !== undefined || word.length < SHORTEST_OF_BRIEFING) return meant ?? word;
    const [spoken, ...others] = [...passages.words].filter(near);
    return spoken !== undefined && others.length === 0 ? spoken : word;
  });
}
