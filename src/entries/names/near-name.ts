import { EditDistances } from './edit-distances.ts';
import { normalizeName } from './normalized-name.ts';

/** Words of names that tell nothing of whom they name. */
const BESIDES = new Set(['the', 'of', 'and']);
/** Letters of a word that may be wrong, by whether it is short. */
const SLIPS = { short: 1, long: 2 } as const;
const LONGEST_SHORT_WORD = 7;
const SHORTEST_BEGINNING = 3;

/**
 * Whether somebody who typed this may have meant that name: each of its words is one of the name's, the beginning of one,
 * or a slip of one.
 */
export function isNearName(typed: string, name: string): boolean {
  const names = normalizeName(name).split(' ');
  const words = normalizeName(typed)
    .split(' ')
    .filter((word) => !BESIDES.has(word));
  return words.length > 0 && words.every((word) => names.some((other) => mayBe(word, other)));
}

function mayBe(typed: string, word: string): boolean {
  if (typed === word || (typed.length >= SHORTEST_BEGINNING && word.startsWith(typed))) return true;
  if (typed.length < SHORTEST_BEGINNING) return false;
  if (sorted(typed) === sorted(word)) return true;
  const most = typed.length > LONGEST_SHORT_WORD ? SLIPS.long : SLIPS.short;
  const distances = new EditDistances(typed, most);
  distances.follow(word, 0);
  return distances.last <= most;
}

function sorted(word: string): string {
  return [...word].toSorted().join('');
}
