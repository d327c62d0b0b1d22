import { type Kysely, sql } from 'kysely';
import type { Entry } from '../entries/entry.ts';
import { contentHash } from '../entries/revisions/content-hash.ts';
import type { Revisions } from '../entries/revisions/revision.ts';
import { batches } from './database/batches.ts';
import { newestOf, REMOVED } from './newest-revisions.ts';
import type { Tables } from './tables.ts';

/** Records what several processes may see at once, each thing once. */
export function createRevisionWriter(db: Kysely<Tables>): Pick<Revisions, 'recordAll' | 'recordRemovals'> {
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
      const rows = await newestOf(
        db,
        pending.map(({ entry }) => entry.id),
      ).execute();
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

  /** Whoever loses this race to another process need not look again: that one recorded the removal too, or what came after it. */
  async function recordRemovalsOf(entryIds: readonly string[], seenAt: number): Promise<void> {
    await db
      .insertInto('revision')
      .columns(['entry_id', 'number', 'hash', 'seen_at', 'content'])
      .expression(
        newestOf(db, entryIds)
          .clearSelect()
          .select((select) => [
            'revision.entry_id',
            select('revision.number', '+', 1).as('number'),
            sql.lit(REMOVED).as('hash'),
            select
              .case()
              .when('revision.seen_at', '>', seenAt)
              .then(select.ref('revision.seen_at'))
              .else(seenAt)
              .end()
              .as('seen_at'),
            'revision.content',
          ])
          .where('revision.hash', '!=', REMOVED)
          .orderBy('revision.entry_id'),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  return {
    async recordAll(entries, seenAt) {
      const byId = new Map(entries.map((entry) => [entry.id, entry]));
      for (const batch of batches([...byId.values()])) await recordBatch(batch, seenAt.epochMilliseconds);
    },

    async recordRemovals(entryIds, seenAt) {
      for (const batch of batches(entryIds)) await recordRemovalsOf(batch, seenAt.epochMilliseconds);
    },
  };
}

function contentJson(entry: Entry): string {
  const { id: _, ...content } = entry;
  return JSON.stringify(content);
}
