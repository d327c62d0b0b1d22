import { AFFAIRS } from './affairs.ts';
import { GENERAL } from './general.ts';
import { NAMES_OF_COUNTRIES } from './names-of-countries.ts';

/**
 * Words that people use for one another when they ask and when they write: a question's "start" is a text's
 * "began" or "founded". No names but those of countries, no topics. One group a line; a word may stand in several.
 * "turn+down" is kin only where its particle follows it. Long files because the lists are.
 */
export const KINDRED_GROUPS: readonly string[] = [...GENERAL, ...AFFAIRS, ...NAMES_OF_COUNTRIES];
