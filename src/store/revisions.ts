import type { Logger } from 'pino';
import { type Entry, entrySchema } from '../entries/entry.ts';
import { contentHash } from '../entries/revisions/content-hash.ts';
import type { Revision, Revisions } from '../entries/revisions/revision.ts';
import { batches } from './database/batches.ts';
import type { Database } from './database/database.ts';

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
    };
  }

  function newestOf(entryIds: readonly string[]) {
    return db
      .selectFrom('revision')
      .innerJoin(
        (from) =>
          from
            .selectFrom('revision')
            .select((select) => ['entry_id', select.fn.max('number').as('number')])
            .where('entry_id', 'in', entryIds)
            .groupBy('entry_id')
            .as('newest'),
        (join) =>
          join
            .onRef('newest.entry_id', '=', 'revision.entry_id')
            .onRef('newest.number', '=', 'revision.number'),
      )
      .select(['revision.entry_id', 'revision.number', 'revision.hash', 'revision.seen_at']);
  }

  /**
   * Looks at the newest number and inserts the next one. Whoever loses that race to another process looks
   * again, and most often finds that the same content has been recorded. Sorted by id, so that two processes
   * wait for each other in one direction only.
   */
  async function recordBatch(entries: readonly Entry[], seenAt: number): Promise<void> {
    let pending = entries
      .map((entry) => ({ entry, hash: contentHash(entry) }))
      .sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
    while (pending.length > 0) {
      const rows = await newestOf(pending.map(({ entry }) => entry.id)).execute();
      const newest = new Map(rows.map((row) => [row.entry_id, row]));
      pending = pending.filter(({ entry, hash }) => newest.get(entry.id)?.hash !== hash);
      if (pending.length === 0) return;
      const inserted = await db
        .insertInto('revision')
        .values(
          pending.map(({ entry, hash }) => {
            const before = newest.get(entry.id);
            return {
              entry_id: entry.id,
              number: (before?.number ?? 0) + 1,
              hash,
              // Clocks differ between processes; the order of recording is the one that counts.
              seen_at: Math.max(seenAt, before?.seen_at ?? seenAt),
              content: contentJson(entry),
            };
          }),
        )
        .onConflict((conflict) => conflict.doNothing())
        .returning('entry_id')
        .execute();
      const done = new Set(inserted.map((row) => row.entry_id));
      pending = pending.filter(({ entry }) => !done.has(entry.id));
    }
  }

  return {
    async recordAll(entries, seenAt) {
      const byId = new Map(entries.map((entry) => [entry.id, entry]));
      for (const batch of batches([...byId.values()])) await recordBatch(batch, seenAt.epochMilliseconds);
    },

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
        const rows = await newestOf(batch).select('revision.content').execute();
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

function contentJson(entry: Entry): string {
  const { id: _, ...content } = entry;
  return JSON.stringify(content);
}
