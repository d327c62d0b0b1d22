import type { Entry } from '../../../entries/entry.ts';
import type { Statement } from '../../../entries/statements/statement.ts';
import { tokensOf } from '../../../search/tokens.ts';
import { WISHING } from '../../language/only-intended.ts';
import { saysUnknown } from '../../language/said-unknown.ts';
import type { Focus } from '../../question/focus.ts';
import { fieldsOf, OF_ACTORS } from '../../question/intent.ts';
import { nameSpans } from '../../question/names.ts';
import { tellsOf } from '../deeds/doings.ts';

/**
 * "What did Iran say about Oman?" is not told by what Iran said of others, nor by what Oman said. That nothing of Iran's is
 * known answers it; and a wish that names nobody may be one to anybody.
 */
export function lacksParty(statement: Statement, { parties, intent }: Focus, entry: Entry): boolean {
  if (!parties || !OF_ACTORS.has(intent)) return false;
  const { of, towards } = parties;
  const inField = fieldsOf(intent).fields.includes(statement.field);
  if (inField && statement.actors.includes(of) && saysUnknown(statement.text)) return false;
  if (!tellsOf(statement, of, entry)) return true;
  if (intent === 'wants' && !inField && !tokensOf(statement.text).some((token) => WISHING.test(token)))
    return true;
  const others = spokenOf(statement, entry).filter((actor) => actor !== of);
  return !others.includes(towards) && (intent !== 'wants' || others.length > 0);
}

/** Whom a statement names, but for those who are only named as its source. */
function spokenOf({ text }: Statement, entry: Entry): readonly string[] {
  const tokens = tokensOf(text);
  return nameSpans(text, entry).flatMap(({ actor, start, end }) => {
    const before = tokens.slice(Math.max(0, start - 3), start).join(' ');
    return SOURCE_BEFORE.test(before) || REPORTS.test(tokens[end] ?? '') ? [] : [actor];
  });
}

const SOURCE_BEFORE = /\b(?:according to|account of|(?:say|said|says|report|reported) by)\b/;
const REPORTS = /^(?:sa(?:y|ys|id)|report(?:s|ed)?|presented|claim(?:s|ed)?|argu(?:es|ed)|judges)$/;
