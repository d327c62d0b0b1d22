import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { type Answers, type AnswersOptions, createAnswers } from '../../src/answers/answers.ts';
import type { Conversations, Turn } from '../../src/answers/question/conversation.ts';
import { conversationKey } from '../../src/answers/question/conversation.ts';
import type { Meaning } from '../../src/answers/vectors/meaning.ts';
import type { Entry } from '../../src/entries/entry.ts';
import { parseEntryFile } from '../../src/entries/files/parse.ts';
import { createLibrary } from '../../src/entries/library.ts';
import { statementsOf } from '../../src/entries/statements/statements-of.ts';
import { createStatementIndex } from '../../src/search/statement-index.ts';

export const TODAY = Temporal.PlainDate.from('2026-02-05');
export const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

/** One of the briefings that ship with the program. */
export function shippedEntry(id: string): Entry {
  const { entry, problems } = parseEntryFile(`${id}.yaml`, readFileSync(`briefings/${id}.yaml`), TODAY);
  if (!entry) throw new Error(`expected briefings/${id}.yaml to be valid: ${JSON.stringify(problems)}`);
  return entry;
}

/** Answers over these entries, with a memory that lasts as long as the object unless another is given. */
export function answersOver(
  entries: readonly Entry[],
  meaning?: Meaning,
  memory: Partial<Pick<AnswersOptions, 'conversations' | 'feedback' | 'log'>> = {},
): Answers {
  const library = createLibrary();
  const index = createStatementIndex();
  for (const entry of entries) {
    library.put(entry);
    index.put(entry.id, statementsOf(entry));
  }
  let answers = 0;
  return createAnswers({
    library,
    index,
    conversations: rememberingConversations(),
    feedback: { record: async () => {}, judge: async () => false, findings: async () => [] },
    revisionOf: ({ id }) => id,
    ...(meaning ? { meaning } : {}),
    newId: () => `answer-${++answers}`,
    log: pino({ level: 'silent' }),
    ...memory,
  });
}

export function rememberingConversations(): Conversations {
  const remembered = new Map<string, readonly Turn[]>();
  return {
    recall: async (place) => remembered.get(conversationKey(place)) ?? [],
    remember: async (place, turns) => void remembered.set(conversationKey(place), turns),
  };
}
