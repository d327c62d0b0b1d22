/**
 * Words of a text in order, as the index knows them: lower case, no accents, no possessive ending.
 * "U.S." is `us`, "1,000" is `1000`, "3.5" stays whole. Scripts that put no space between words (Chinese,
 * Japanese, Thai, Lao, Khmer, Burmese) give overlapping pairs of characters, the usual way to search
 * them without a dictionary. `Intl.Segmenter` has one, but is meant for single texts, not for hundreds of thousands.
 */
export function tokensOf(text: string): readonly string[] {
  // Most text is plain English, for which a pattern without Unicode classes will do.
  if (PLAIN.test(text)) return (text.toLowerCase().match(PLAIN_WORD) ?? []).map(normal);
  return (text.match(WORD) ?? []).flatMap((word) => {
    const folded = word
      .normalize('NFKD')
      .replaceAll(/\p{M}+/gu, '')
      .toLowerCase();
    return UNSPACED.test(folded) ? pairs(folded) : [normal(folded)];
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the first range is ASCII, the second general punctuation
const PLAIN = /^[\u0000-\u007f\u2010-\u2027]*$/;
const PLAIN_WORD = /[a-z0-9]+(?:['’.,][a-z0-9]+)*/g;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’.,][\p{L}\p{N}\p{M}]+)*/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function normal(word: string): string {
  if (!/['’.,]/.test(word)) return word;
  if (/^\d+\.\d+$/.test(word)) return word;
  return word.replace(/['’]s$/, '').replaceAll(/['’.,]/g, '');
}

function pairs(text: string): readonly string[] {
  const characters = Array.from(text);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
