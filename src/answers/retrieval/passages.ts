import type { Statement } from '../../entries/statements/statement.ts';
import { inverseFrequency } from '../../search/bm25.ts';
import { indexedTerms } from '../../search/statement-index.ts';
import { tokensOf } from '../../search/tokens.ts';
import { ngramsOf } from '../language/character-ngrams.ts';
import { saysUnknown } from '../language/said-unknown.ts';
import { type Sought, signsOf } from '../language/signs.ts';
import { Occurrences } from './occurrences.ts';
import { type Similarity, similarityIn } from './similarity.ts';

/** A statement with what ranking needs to know of its words. */
export interface Passage {
  readonly statement: Statement;
  /** In order, those of the heading last. */
  readonly terms: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  /** "They", "It", "This": the sentence goes on about what the one before was about. */
  readonly goesOn: boolean;
  readonly saysUnknown: () => boolean;
  readonly signs: (sought: Sought) => readonly string[];
  /** Whether it holds something of that kind that has other words than these. */
  readonly tellsOther: (sought: Sought, words: ReadonlySet<string>) => boolean;
}

/** The statements of one entry, prepared once and asked many times. */
export interface Passages {
  readonly all: readonly Passage[];
  /** In terms. */
  readonly averageLength: number;
  /** How much a term tells within this entry; the most for a term it does not have. */
  readonly inverseFrequency: (term: string) => number;
  /** The same for a group of letters; 0 for one that the entry does not have. */
  readonly gramWeight: (gram: string) => number;
  readonly has: (term: string) => boolean;
  /** By position in `all`. */
  readonly occurrences: Occurrences;
  readonly gramOccurrences: Occurrences;
  readonly vocabulary: readonly string[];
  /** The part of the vocabulary that begins with the first letter of this word. */
  readonly vocabularyLike: (word: string) => readonly string[];
  /** Words of six letters and more as they are written, in lower case. */
  readonly words: ReadonlySet<string>;
  /** Years in which something happens. */
  readonly years: ReadonlySet<string>;
  readonly similarity: Similarity;
}

export function preparePassages(statements: readonly Statement[]): Passages {
  const all = statements.map(preparePassage);
  const tokens = statements.map(({ text }) => tokensOf(text));
  const occurrences = new Occurrences(all.map(({ terms }) => terms));
  const gramOccurrences = new Occurrences(tokens.map(ngramsOf));
  const total = all.reduce((sum, { terms }) => sum + terms.length, 0);
  const weightOf = (term: string) => inverseFrequency(occurrences.countOf(term), all.length);
  const byFirstLetter = Map.groupBy(occurrences.items, (term) => term.charAt(0));
  return {
    all,
    averageLength: total / Math.max(all.length, 1),
    inverseFrequency: weightOf,
    gramWeight: (gram) =>
      gramOccurrences.has(gram) ? inverseFrequency(gramOccurrences.countOf(gram), all.length) : 0,
    has: (term) => occurrences.has(term),
    occurrences,
    gramOccurrences,
    vocabulary: occurrences.items,
    vocabularyLike: (word) => byFirstLetter.get(word.charAt(0)) ?? [],
    words: new Set(tokens.flat().filter((token) => token.length >= LONG_WORD)),
    years: new Set(statements.flatMap(({ date }) => (date === undefined ? [] : [date.slice(0, 4)]))),
    similarity: similarityIn(all, occurrences, weightOf),
  };
}

const LONG_WORD = 6;

const GOES_ON =
  /^["'“‘]?(?:he|she|it|they|this|that|these|those|his|her|its|their|such|here|there|both|another|others?)\b/i;

function preparePassage(statement: Statement): Passage {
  const terms = indexedTerms(statement);
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  let isUnknown: boolean | undefined;
  const signs = onceForEach((sought) => signsOf(statement.text, sought));
  const signTokens = onceForEach((sought) => [...new Set(signs(sought).flatMap(tokensOf))]);
  return {
    statement,
    terms,
    counts,
    goesOn: GOES_ON.test(statement.text),
    saysUnknown: () => {
      isUnknown ??= saysUnknown(statement.text);
      return isUnknown;
    },
    signs,
    tellsOther: (sought, words) => signTokens(sought).some((token) => !words.has(token)),
  };
}

/** Looked for when a question first seeks that kind, and then remembered. */
function onceForEach(find: (sought: Sought) => readonly string[]): (sought: Sought) => readonly string[] {
  const known = new Map<Sought, readonly string[]>();
  return (sought) => {
    const found = known.get(sought) ?? find(sought);
    known.set(sought, found);
    return found;
  };
}
