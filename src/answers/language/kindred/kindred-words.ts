import { stemOf } from '../../../search/terms.ts';
import { KINDRED_GROUPS } from './groups.ts';
import { readSynonyms } from './synonyms.ts';

/** For each stem, those that stand for it, each with the particle that it needs for it. */
type Kindred = ReadonlyMap<string, ReadonlyMap<string, string | undefined>>;

let known:
  | { readonly kindred: Kindred; readonly stems: ReadonlyMap<string, ReadonlySet<string>> }
  | undefined;
const NONE: ReadonlySet<string> = new Set();

/** A constant, made with the first question: some megabytes that a program which only shows briefings never needs. */
function constant() {
  if (known) return known;
  const kindred = readKindred();
  known = {
    kindred,
    stems: new Map([...kindred].map(([stem, others]) => [stem, new Set(others.keys())])),
  };
  return known;
}

/** What is written by hand, of the world of briefings, before what a dictionary has. */
function readKindred(): Kindred {
  const kindred = new Map<string, Map<string, string | undefined>>();
  const ofStem = (stem: string) => {
    const others = kindred.get(stem) ?? new Map<string, string | undefined>();
    kindred.set(stem, others);
    return others;
  };
  for (const line of KINDRED_GROUPS) {
    const group = line.split(' ').map((word) => {
      const [verb = '', particle] = word.split('+');
      return [stemOf(verb), particle] as const;
    });
    for (const [stem] of group) {
      const others = ofStem(stem);
      for (const [other, particle] of group)
        if (other !== stem)
          others.set(other, others.has(other) && particle !== undefined ? others.get(other) : particle);
    }
  }
  for (const [stem, other] of readSynonyms()) {
    const others = ofStem(stem);
    if (!others.has(other)) others.set(other, undefined);
  }
  return kindred;
}

/** Whether a word is one of those that have kin: no slip, then. */
export function isKnownWord(word: string): boolean {
  return constant().stems.has(stemOf(word));
}

/**
 * The stems of words that stand for this one. A match by kinship counts as a feature of its own, a weaker one, never as the
 * word itself.
 */
export function kindredOf(stem: string): ReadonlySet<string> {
  return constant().stems.get(stem) ?? NONE;
}

/** What must follow `kin` for it to stand for `stem`: "down" for "turn" as "refuse". */
export function particleOf(stem: string, kin: string): string | undefined {
  return constant().kindred.get(stem)?.get(kin);
}
