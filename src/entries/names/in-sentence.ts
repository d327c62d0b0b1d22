/** First words that are capital in a list of names only because they come first: no part of a proper name. */
const PLAIN_FIRST_WORD = /^(?:unnamed|unidentified|anonymous|unknown|several|senior|former|some|other)\b/iu;

/** Countries and bodies that English gives an article wherever they are no title. */
const WITH_ARTICLE = /^United (?:States|Kingdom|Nations|Arab Emirates)\b/u;

/** An actor's name as it reads within a sentence: “the United States”, “unnamed officials”. */
export function inSentence(name: string): string {
  if (WITH_ARTICLE.test(name)) return `the ${name}`;
  return PLAIN_FIRST_WORD.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
