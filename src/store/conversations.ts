import { z } from 'zod';
import {
  CONVERSATION_DAYS,
  type Conversations,
  conversationKey,
  type Turn,
} from '../answers/question/conversation.ts';
import { INTENTS } from '../answers/question/intent.ts';
import type { Database } from './database/database.ts';

/** The port of conversations, kept in the database. */
export interface StoredConversations extends Conversations {
  forget(before: Temporal.Instant): Promise<void>;
}

const turnSchema = z.object({
  question: z.string(),
  topic: z.string().optional(),
  intent: z.enum(INTENTS),
  actors: z.array(z.string()),
  cited: z.array(z.string()),
  /** Absent from what earlier versions wrote: then whatever followed leaned on what was cited before. */
  refused: z.literal(true).optional(),
});

export function createConversations({ db }: Database): StoredConversations {
  return {
    async recall(place, now) {
      const row = await db
        .selectFrom('conversation')
        .select('turns')
        .where('place', '=', conversationKey(place))
        .where('last_at', '>=', now.subtract({ hours: CONVERSATION_DAYS * 24 }).epochMilliseconds)
        .executeTakeFirst();
      return row ? readTurns(row.turns) : [];
    },

    async remember(place, turns, now) {
      const kept = { last_at: now.epochMilliseconds, turns: JSON.stringify(turns) };
      await db
        .insertInto('conversation')
        .values({ place: conversationKey(place), ...kept })
        .onConflict((conflict) => conflict.column('place').doUpdateSet(kept))
        .execute();
    },

    async forget(before) {
      await db.deleteFrom('conversation').where('last_at', '<', before.epochMilliseconds).execute();
    },
  };
}

/** Turns written by another version in a form unknown here are forgotten: a conversation begins anew. */
function readTurns(json: string): readonly Turn[] {
  const read = z.array(turnSchema).safeParse(JSON.parse(json));
  if (!read.success) return [];
  return read.data.map(({ topic, refused, ...turn }) => ({
    ...turn,
    ...(topic === undefined ? {} : { topic }),
    ...(refused === undefined ? {} : { refused }),
  }));
}
