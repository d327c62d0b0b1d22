import type { Entry } from '../../entries/entry.ts';
import { tokensOf } from '../../search/tokens.ts';
import type { DeedAsked } from './deed-asked.ts';
import { nameSpans } from './names.ts';

/** Whose words or wishes are asked for, and of whom they are to be: "What did *Iran* say about *Oman*?" */
export interface Parties {
  readonly of: string;
  readonly towards: string;
}

/** What somebody says, thinks, feels or wants can be of somebody else; what they do is read by `deedAsked` alone. */
const OF_MIND =
  /^(?:sa(?:y|id)|t(?:ell|old)|think|thought|feel|felt|want|wish|hope|expect|fear|ask|demand|promise|offer|warn|view|see|regard|treat|respond|react|repl(?:y|ied)|comment|speak|spoke|talk|complain|accuse|blame|criticise|criticize|praise|trust|believe|stand)(?:s|ed)?$/;
const TOWARDS = new Set(
  'about of on to from with over towards toward for against regarding at by'.split(' '),
);
const ARTICLE = new Set('the a an its their'.split(' '));

/** Undefined where one actor alone, or several side by side, are asked about. */
export function partiesOf(question: string, asked: DeedAsked | undefined, entry: Entry): Parties | undefined {
  if (asked?.by === undefined || !OF_MIND.test(asked.verb)) return undefined;
  const of = asked.by;
  if (asked.to !== undefined && asked.to !== of) return { of, towards: asked.to };
  const tokens = tokensOf(question);
  const verb = tokens.indexOf(asked.verb);
  for (const { actor, start } of nameSpans(question, entry).toSorted((a, b) => a.start - b.start)) {
    if (start <= verb || actor === of) continue;
    const before = tokens[start - 1] ?? '';
    if (TOWARDS.has(ARTICLE.has(before) ? (tokens[start - 2] ?? '') : before)) return { of, towards: actor };
  }
  return undefined;
}
