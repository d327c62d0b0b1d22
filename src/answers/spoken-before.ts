import type { Entry } from '../entries/entry.ts';
import type { Statement } from '../entries/statements/statement.ts';
import type { Turn } from './question/conversation.ts';
import { type Intent, intentOf } from './question/intent.ts';
import { plainWording } from './question/plain-wording.ts';
import type { Before } from './retrieval/features.ts';
import type { Passages } from './retrieval/passages.ts';

/** The statements that a turn cited, as far as they are still there; none of another entry's. */
export function citedIn(turn: Turn | undefined, { all }: Passages): readonly Statement[] {
  return (turn?.cited ?? []).flatMap(
    (id) => all.find(({ statement }) => statement.id === id)?.statement ?? [],
  );
}

/** What ranking may use of the conversation, when it was about this entry. */
export function beforeOf(turns: readonly Turn[], entry: Entry, passages: Passages): Before | undefined {
  const last = turns.at(-1);
  if (last?.topic !== entry.id) return undefined;
  const position = (id: string | undefined) => passages.all.findIndex(({ statement }) => statement.id === id);
  const cited = position(last.cited[0]);
  if (cited < 0) return undefined;
  const earlier = turns.slice(0, -1).map((turn) => position(turn.cited[0]));
  return { question: last.question, cited, citedEarlier: new Set(earlier) };
}

/** "What would settle it?" can only be asked of a doubt: where one was shown, questions in between that nothing covered do not matter. */
export function turnsMeant(question: string, turns: readonly Turn[], passages: Passages): readonly Turn[] {
  const answered = turns.findLastIndex(({ refused }) => !refused);
  const field = citedIn(turns[answered], passages)[0]?.field;
  const part = PART_OF.get(intentOf(plainWording(question)));
  return part !== undefined && field?.startsWith(part) ? turns.slice(0, answered + 1) : turns;
}

/** What is only asked of one part of a briefing. */
const PART_OF: ReadonlyMap<Intent, string> = new Map<Intent, string>([
  ['settles', 'skepticism.'],
  ['interest', 'skepticism.'],
  ['signs', 'outlook.'],
  ['likelihood', 'outlook.'],
]);
