import { stemmer } from '@orama/stemmers/english';
import { BASE_FORMS } from './irregular-forms.ts';
import { STOP_WORDS } from './stop-words.ts';
import { tokensOf } from './tokens.ts';

/** The same words come again and again, and a look-up is cheaper than stemming. */
const STEMS_REMEMBERED = 50_000;
const stems = new Map<string, string>();

/**
 * The Snowball English stem of a token. Words with other letters than a to z are left as they are: better no
 * stem than one by another language's rules.
 */
export function stemOf(token: string): string {
  const known = stems.get(token);
  if (known !== undefined) return known;
  const base = BASE_FORMS.get(token) ?? token;
  const stem = /^[a-z]{3,}$/.test(base) ? stemmer(base) : base;
  if (stems.size >= STEMS_REMEMBERED) stems.clear();
  stems.set(token, stem);
  return stem;
}

/** What a text is about, in order and with repetitions: the stems of its words, stop words left out. */
export function termsOf(text: string): readonly string[] {
  const terms: string[] = [];
  for (const token of tokensOf(text)) if (!STOP_WORDS.has(token)) terms.push(stemOf(token));
  return terms;
}
