import { stemOf } from '../../search/terms.ts';
import { tokensOf } from '../../search/tokens.ts';
import { signsOf } from './signs.ts';

/** What "how many …" is asked of, with the word after it: "dockers are". */
export function countedIn(question: string): string | undefined {
  return /\bhow many ((?:[\p{L}\p{N}'’.-]+\s*){1,2})/iu.exec(question)?.[1];
}

/** Whether a number stands within two words before one of these terms: "2,300 dockers", "two small boats". */
export function countsIn(text: string, counted: ReadonlySet<string>): boolean {
  const tokens = tokensOf(text);
  return tokens.some(
    (token, at) =>
      counted.has(stemOf(token)) &&
      // Together, since in "9 March" there is no number of anything.
      signsOf(tokens.slice(Math.max(0, at - 2), at).join(' '), 'number').length > 0,
  );
}
