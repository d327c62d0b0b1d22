import { readFileSync } from 'node:fs';

/**
 * Stems, each with one that stands for it: a synonym, or a kind of it, as "frigate" is of "warship". From WordNet;
 * `eval/synonyms.ts` makes the file and tells how.
 */
export function readSynonyms(): readonly (readonly [string, string])[] {
  const text = readFileSync(new URL('synonyms.txt', import.meta.url), 'utf8');
  return text.split('\n').flatMap((line) => {
    if (line === '' || line.startsWith('#')) return [];
    const [stem = '', ...others] = line.split(' ');
    return others.map((other) => [stem, other] as const);
  });
}
