import { sql } from 'kysely';
import { type Allowance, MINUTE, type QuestionPace, type Refusal } from '../dispatch/question-limits.ts';
import type { Database } from './database/database.ts';

/** How fast people ask, counted over all processes. */
export interface StoredQuestionPace extends QuestionPace {
  /** Drops whoever may ask as much as ever at `now`. */
  forget(now: Temporal.Instant): Promise<void>;
}

/**
 * A token bucket in one number, as the generic cell rate algorithm has it (ITU-T I.371): the time at which the bucket is
 * full again. A question moves it on by its share of the minute, and is refused where that would lead past a minute
 * from now.
 */
export function createQuestionPace({ db }: Database): StoredQuestionPace {
  /** Of those that let a question through, which took it. One statement, whose rows are locked in the order given. */
  async function takeEach(allowances: readonly Allowance[], now: number): Promise<ReadonlySet<string>> {
    // Never later than a minute from now, unless a clock was set back.
    const until = sql`case when question_pace.until_at < ${now} then ${now}
      when question_pace.until_at > ${now + MINUTE} then ${now + MINUTE} else question_pace.until_at end`;
    const taken = await db
      .insertInto('question_pace')
      .values(allowances.map((each) => ({ key: each.key, until_at: now + shareOf(each) })))
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ until_at: sql<number>`(${until}) + excluded.until_at - ${now}` })
          .where(sql<boolean>`(${until}) + excluded.until_at - ${now} <= ${now + MINUTE}`),
      )
      .returning('key')
      .execute();
    return new Set(taken.map(({ key }) => key));
  }

  async function giveBack(allowances: readonly Allowance[]): Promise<void> {
    for (const each of allowances)
      await db
        .updateTable('question_pace')
        .set((column) => ({ until_at: column('until_at', '-', shareOf(each)) }))
        .where('key', '=', each.key)
        .execute();
  }

  /** Also takes back what a clock that was ahead has written, which would refuse for as long as it was ahead. */
  async function freeAfter(refused: Allowance, now: number): Promise<number> {
    await db
      .updateTable('question_pace')
      .set({ until_at: now + MINUTE })
      .where('key', '=', refused.key)
      .where('until_at', '>', now + MINUTE)
      .execute();
    const row = await db
      .selectFrom('question_pace')
      .select('until_at')
      .where('key', '=', refused.key)
      .executeTakeFirst();
    return Math.max(0, (row?.until_at ?? now) + shareOf(refused) - now - MINUTE);
  }

  return {
    async take(allowances, at): Promise<Refusal | undefined> {
      const now = at.epochMilliseconds;
      const taken = await takeEach(allowances, now);
      const refused = allowances.find(({ key }) => !taken.has(key));
      if (!refused) return undefined;
      await giveBack(allowances.filter(({ key }) => taken.has(key)));
      return { key: refused.key, milliseconds: await freeAfter(refused, now) };
    },

    async forget(now) {
      await db.deleteFrom('question_pace').where('until_at', '<', now.epochMilliseconds).execute();
    },
  };
}

/** Milliseconds of the minute that one question uses up. */
function shareOf({ perMinute }: Allowance): number {
  return Math.floor(MINUTE / perMinute);
}
