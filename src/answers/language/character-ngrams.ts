import { STOP_WORDS } from '../../search/stop-words.ts';

const LETTERS = 4;

/** All groups of four letters within these words, in order and with repetitions, word borders counted as letters, stop words left out. */
export function ngramsOf(tokens: readonly string[]): readonly string[] {
  const grams: string[] = [];
  for (const token of tokens) {
    if (STOP_WORDS.has(token)) continue;
    const bordered = ` ${token} `;
    for (let start = 0; start + LETTERS <= bordered.length; start++)
      grams.push(bordered.slice(start, start + LETTERS));
  }
  return grams;
}
