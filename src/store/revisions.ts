import { sql } from 'kysely';
import type { Logger } from 'pino';
import { entrySchema } from '../entries/entry.ts';
import type { Revision, Revisions } from '../entries/revisions/revision.ts';
import { batches } from './database/batches.ts';
import type { Database } from './database/database.ts';
import { newestOf, REMOVED } from './newest-revisions.ts';
import { createRevisionWriter } from './revision-writer.ts';

/** The port of revisions, kept in the database. */
export interface StoredRevisions extends Revisions {
  /**
   * Drops revisions that something newer had replaced by `before`. What was known at `before`, and the newest
   * two of every entry, stay.
   */
  forget(before: Temporal.Instant): Promise<void>;
}

/** The columns a revision is read from. */
interface RevisionRow {
  readonly entry_id: string;
  readonly hash: string;
  readonly seen_at: number;
  readonly content: string;
}

export function createRevisions({ db }: Database, log: Logger): StoredRevisions {
  /** Without those written by a version whose schema was another: better not told than told wrongly. */
  function readable(row: RevisionRow): Revision | undefined {
    const content = entrySchema.safeParse(JSON.parse(row.content));
    if (!content.success) {
      log.warn({ entry: row.entry_id, hash: row.hash }, 'a stored revision does not fit the entry schema');
      return undefined;
    }
    return {
      entry: { id: row.entry_id, ...content.data },
      hash: row.hash,
      seenAt: Temporal.Instant.fromEpochMilliseconds(row.seen_at),
      isRemoval: row.hash === REMOVED,
    };
  }

  /** The last of each entry. */
  function removals() {
    return db
      .selectFrom('revision')
      .where('hash', '=', sql.lit(REMOVED))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('revision as later')
              .select('later.number')
              .whereRef('later.entry_id', '=', 'revision.entry_id')
              .whereRef('later.number', '>', 'revision.number')
              .where('later.hash', '=', sql.lit(REMOVED)),
          ),
        ),
      )
      .select(['entry_id', 'hash', 'seen_at', 'content']);
  }

  return {
    ...createRevisionWriter(db),

    async history(entryId, limit) {
      const rows = await db
        .selectFrom('revision')
        .select(['entry_id', 'hash', 'seen_at', 'content'])
        .where('entry_id', '=', entryId)
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap((row) => readable(row) ?? []);
    },

    async newest(entryIds) {
      const found: Revision[] = [];
      for (const batch of batches(entryIds)) {
        const rows = await newestOf(db, batch).select('revision.content').execute();
        found.push(...rows.flatMap((row) => readable(row) ?? []));
      }
      return found;
    },

    async oldest(entryId) {
      for (let after = 0; ; ) {
        const row = await db
          .selectFrom('revision')
          .select(['entry_id', 'number', 'hash', 'seen_at', 'content'])
          .where('entry_id', '=', entryId)
          .where('number', '>', after)
          .orderBy('number')
          .limit(1)
          .executeTakeFirst();
        const revision = row && readable(row);
        if (!row || revision) return revision;
        after = row.number;
      }
    },

    async at(entryId, instant) {
      const row = await db
        .selectFrom('revision')
        .select(['entry_id', 'hash', 'seen_at', 'content'])
        .where('entry_id', '=', entryId)
        .where('seen_at', '<=', instant.epochMilliseconds)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && readable(row);
    },

    async beforeChangesSince(entryIds, since) {
      const found: Revision[] = [];
      for (const batch of batches(entryIds)) {
        const rows = await db
          .with('changed', (from) =>
            from
              .selectFrom('revision')
              .select((select) => [
                'entry_id',
                select.fn
                  .coalesce(
                    select.fn.max('number').filterWhere('seen_at', '<', since.epochMilliseconds),
                    select.fn.min('number'),
                  )
                  .as('number'),
              ])
              .where('entry_id', 'in', batch)
              .groupBy('entry_id')
              .having((having) =>
                having.and([
                  having(having.fn.max('seen_at'), '>=', since.epochMilliseconds),
                  having(having.fn.countAll(), '>', 1),
                ]),
              ),
          )
          .selectFrom('revision')
          .innerJoin('changed', (join) =>
            join
              .onRef('changed.entry_id', '=', 'revision.entry_id')
              .onRef('changed.number', '=', 'revision.number'),
          )
          .select(['revision.entry_id', 'revision.hash', 'revision.seen_at', 'revision.content'])
          .execute();
        found.push(...rows.flatMap((row) => readable(row) ?? []));
      }
      return found;
    },

    async knownAt(instant) {
      const rows = await db
        .selectFrom('revision')
        .select('entry_id')
        .distinct()
        .where('seen_at', '<=', instant.epochMilliseconds)
        .execute();
      return new Set(rows.map((row) => row.entry_id));
    },

    async present() {
      const rows = await newestOf(db).where('revision.hash', '!=', REMOVED).execute();
      return rows.map((row) => row.entry_id);
    },

    async removalsOf(entryIds) {
      const found: Revision[] = [];
      for (const batch of batches(entryIds)) {
        const rows = await removals().where('entry_id', 'in', batch).execute();
        found.push(...rows.flatMap((row) => readable(row) ?? []));
      }
      return found;
    },

    async removalsSince(since) {
      const rows = await removals().where('seen_at', '>=', since.epochMilliseconds).execute();
      return rows.flatMap((row) => readable(row) ?? []);
    },

    async forget(before) {
      await db
        .deleteFrom('revision')
        .where((where) =>
          where.exists(
            where
              .selectFrom('revision as successor')
              .select('successor.number')
              .whereRef('successor.entry_id', '=', 'revision.entry_id')
              .whereRef('successor.number', '>', 'revision.number')
              .where('successor.seen_at', '<=', before.epochMilliseconds),
          ),
        )
        .where((where) =>
          where(
            'revision.number',
            '<',
            where
              .selectFrom('revision as newest')
              .select((select) => select(select.fn.max('newest.number'), '-', 1).as('number'))
              .whereRef('newest.entry_id', '=', 'revision.entry_id'),
          ),
        )
        .execute();
    },
  };
}
