import { z } from 'zod';
import type { Editions } from '../../digests/content/edition.ts';
import { type Entry, entrySchema } from '../../entries/entry.ts';
import { batches } from '../database/batches.ts';
import type { Database } from '../database/database.ts';

const revisionsSchema = z.array(z.tuple([z.string(), z.string()]));

/** The port of editions, kept in the database. */
export interface StoredEditions extends Editions {
  /** Drops editions unused since `before` that no channel was told last. */
  forget(before: Temporal.Instant): Promise<void>;
}

/** @param now tells when an edition was last used */
export function createEditions({ db }: Database, now: () => Temporal.Instant): StoredEditions {
  return {
    async remember({ id, revisions }) {
      const usedAt = now().epochMilliseconds;
      await db
        .insertInto('edition')
        .values({ id, used_at: usedAt, revisions: JSON.stringify([...revisions]) })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ used_at: usedAt }))
        .execute();
    },

    async read(editionId) {
      const row = await db
        .selectFrom('edition')
        .where('id', '=', editionId)
        .select('revisions')
        .executeTakeFirst();
      if (!row) return undefined;
      return { id: editionId, revisions: new Map(revisionsSchema.parse(JSON.parse(row.revisions))) };
    },

    async entriesAs(revisions) {
      const entries = new Map<string, Entry>();
      for (const batch of batches([...revisions])) {
        const rows = await db
          .selectFrom('revision')
          .where(
            'entry_id',
            'in',
            batch.map(([entryId]) => entryId),
          )
          .where(
            'hash',
            'in',
            batch.map(([, hash]) => hash),
          )
          .select(['entry_id', 'hash', 'content'])
          .execute();
        for (const { entry_id, hash, content } of rows) {
          // The same content may have been recorded again later; once is enough.
          if (revisions.get(entry_id) !== hash || entries.has(entry_id)) continue;
          const parsed = entrySchema.safeParse(JSON.parse(content));
          if (parsed.success) entries.set(entry_id, { id: entry_id, ...parsed.data });
        }
      }
      return [...entries.values()];
    },

    async forget(before) {
      await db
        .deleteFrom('edition')
        .where('used_at', '<', before.epochMilliseconds)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('subscription')
                .select('subscription.id')
                .whereRef('subscription.edition', '=', 'edition.id')
                .where('subscription.state', '!=', 'removed'),
            ),
          ),
        )
        .execute();
    },
  };
}
