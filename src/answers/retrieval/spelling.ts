import { STOP_WORDS } from '../../search/stop-words.ts';
import { stemOf } from '../../search/terms.ts';
import { withinSlips } from '../../search/vocabulary.ts';
import { isKnownWord } from '../language/kindred/kindred-words.ts';
import { isLight } from '../language/light-words.ts';
import { ALL_INTENT_WORDS } from '../question/intent.ts';
import { isSwapped } from '../question/names.ts';
import type { Passages } from './passages.ts';

/** Shorter words are one slip from too many others. */
const SHORTEST = 4;
/** Shorter words of a briefing are near too many others: "Iraq" is no slip for "Iran". */
const SHORTEST_OF_BRIEFING = 6;
/** From this length on, two slips are mended. */
const LONG = 8;

/** Of four letters only those that form a question: "omen" may mean Oman, and is no slip for "open". */
const QUESTION_WORDS: ReadonlySet<string> = new Set([
  ...[...STOP_WORDS].filter((word) => word.length >= SHORTEST),
  ...ALL_INTENT_WORDS.filter((word) => word.length > SHORTEST),
]);

/** Slips in short words, where one letter more or less may be another word: those that people make most. */
const COMMON_SLIPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    wich: 'which',
    whcih: 'which',
    wehn: 'when',
    whne: 'when',
    wher: 'where',
    wheer: 'where',
    becuse: 'because',
    shoud: 'should',
    woud: 'would',
    coud: 'could',
    thier: 'their',
  }),
);
/** In words shorter than this only two letters that changed places are a slip: "hate" is none for "have". */
const SHORTEST_CHANGED = 6;

/** Never a slip themselves, however short: "most" is no slip for "must". */
const OF_QUESTIONS: ReadonlySet<string> = new Set([...STOP_WORDS, ...ALL_INTENT_WORDS]);

/**
 * The question with slips of the keyboard mended in the words that say what is asked: "waht", "likley", "scpetical".
 * Only words in small letters
 * that nothing else knows are touched; a word of the briefing is put in their place only if just one is near.
 */
export function correctSpelling(question: string, passages: Passages): string {
  return question.replaceAll(/(?<![\p{L}\p{N}'’-])\p{Ll}{4,}(?![\p{L}\p{N}'’-])/gu, (word) => {
    if (OF_QUESTIONS.has(word) || passages.has(stemOf(word)) || isKnownWord(word) || isLight(word))
      return word;
    return (
      COMMON_SLIPS.get(word) ??
      nearestOf(QUESTION_WORDS, word) ??
      (word.length < SHORTEST_OF_BRIEFING ? word : (onlyOneNear(passages.words, word) ?? word))
    );
  });
}

function within(slips: number, word: string): (other: string) => boolean {
  const swapped = word.length < SHORTEST_CHANGED;
  return (other) =>
    other[0] === word[0] && (swapped ? isSwapped(word, other) : withinSlips(word, other, slips));
}

function nearestOf(words: ReadonlySet<string>, word: string): string | undefined {
  return slipsFor(word)
    .map((slips) => [...words].find(within(slips, word)))
    .find((found) => found !== undefined);
}

/** With the fewest slips; of several at the same distance none can be told to be meant. */
function onlyOneNear(words: ReadonlySet<string>, word: string): string | undefined {
  for (const slips of slipsFor(word)) {
    const near = [...words].filter((other) => within(slips, word)(other) && !isMadeOf(word, other));
    if (near.length > 0) return near.length === 1 ? near[0] : undefined;
  }
  return undefined;
}

/** "depositors" are no slip for "deposits". */
function isMadeOf(word: string, other: string): boolean {
  const base = other.replace(/s$/, '');
  return (
    base.length < word.length &&
    word.startsWith(base) &&
    /^(?:e?[dr]s?|ors?|ings?|ments?|able|ive|al)$/.test(word.slice(base.length))
  );
}

function slipsFor({ length }: string): readonly number[] {
  return length < LONG ? [1] : [1, 2];
}
