import { sql } from 'kysely';
import { z } from 'zod';
import type { Feedback } from '../answers/feedback.ts';
import type { Database } from './database/database.ts';

/** The port of feedback on answers, kept in the database. */
export interface StoredFeedback extends Feedback {
  forget(before: Temporal.Instant): Promise<void>;
}

const citedSchema = z.array(z.string());
const outcomeSchema = z.enum(['answered', 'unknown', 'doubted', 'not-covered']);

export function createFeedback({ db }: Database): StoredFeedback {
  return {
    async record({ id, question, topic, revision, outcome, cited, at }) {
      await db
        .insertInto('answer')
        .values({
          id,
          question,
          topic: topic ?? null,
          revision: revision ?? null,
          outcome,
          cited: JSON.stringify(cited),
          answered_at: at.epochMilliseconds,
        })
        .execute();
    },

    async judge(answerId, verdict, person, at) {
      const known = await db.selectFrom('answer').select('id').where('id', '=', answerId).executeTakeFirst();
      if (!known) return false;
      const kept = { verdict, judged_at: at.epochMilliseconds };
      await db
        .insertInto('answer_verdict')
        .values({ answer_id: answerId, person, ...kept })
        .onConflict((conflict) => conflict.columns(['answer_id', 'person']).doUpdateSet(kept))
        .execute();
      return true;
    },

    async findings(limit) {
      const count = (verdict: string) =>
        sql<number>`sum(case when answer_verdict.verdict = ${verdict} then 1 else 0 end)`;
      const rows = await db
        .selectFrom('answer')
        .leftJoin('answer_verdict', 'answer_verdict.answer_id', 'answer.id')
        .selectAll('answer')
        .select([count('useful').as('useful'), count('wrong').as('wrong')])
        .groupBy('answer.id')
        .having((where) =>
          where.or([where(count('wrong'), '>', 0), where('answer.outcome', '=', 'not-covered')]),
        )
        .orderBy('answer.answered_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        question: row.question,
        ...(row.topic === null ? {} : { topic: row.topic }),
        ...(row.revision === null ? {} : { revision: row.revision }),
        outcome: outcomeSchema.parse(row.outcome),
        cited: citedSchema.parse(JSON.parse(row.cited)),
        at: Temporal.Instant.fromEpochMilliseconds(row.answered_at),
        useful: Number(row.useful),
        wrong: Number(row.wrong),
      }));
    },

    async forget(before) {
      await db.deleteFrom('answer').where('answered_at', '<', before.epochMilliseconds).execute();
      await db
        .deleteFrom('answer_verdict')
        .where('answer_id', 'not in', db.selectFrom('answer').select('id'))
        .execute();
    },
  };
}
