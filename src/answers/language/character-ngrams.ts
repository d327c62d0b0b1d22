import { STOP_WORDS } from '../../search/stop-words.ts';
import { tokensOf } from '../../search/tokens.ts';

const LETTERS = 4;

/** All groups of four letters within the words of a text, word borders counted as letters, stop words left out. */
export function ngramsOf(text: string): ReadonlySet<string> {
  const grams = new Set<string>();
  for (const token of tokensOf(text)) {
    if (STOP_WORDS.has(token)) continue;
    const bordered = ` ${token} `;
    for (let start = 0; start + LETTERS <= bordered.length; start++)
      grams.add(bordered.slice(start, start + LETTERS));
  }
  return grams;
}
