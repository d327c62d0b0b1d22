import type { Entry } from '../entries/entry.ts';
import type { ParsedFiles } from '../entries/parsed-files.ts';
import { batches } from './batches.ts';
import type { Database } from './database.ts';

/** @param now when a recall happens, which keeps its rows from being forgotten */
export function createParsedFiles({ db }: Database, now: () => Temporal.Instant): ParsedFiles {
  return {
    async recall(hashes) {
      const recalled = new Map<string, Entry>();
      const usedAt = now().epochMilliseconds;
      for (const batch of batches([...new Set(hashes)])) {
        const rows = await db
          .selectFrom('parsed_file')
          .select(['hash', 'content'])
          .where('hash', 'in', batch)
          .execute();
        for (const { hash, content } of rows) {
          const entry: unknown = JSON.parse(content);
          if (isParsedEntry(entry)) recalled.set(hash, entry);
        }
        await db
          .updateTable('parsed_file')
          .set({ used_at: usedAt })
          .where('hash', 'in', batch)
          .where('used_at', '<', usedAt)
          .execute();
      }
      return recalled;
    },

    async remember(parsed, at) {
      const used_at = at.epochMilliseconds;
      const files = [...parsed].sort(([a], [b]) => (a < b ? -1 : 1));
      for (const batch of batches(files)) {
        await db
          .insertInto('parsed_file')
          .values(batch.map(([hash, entry]) => ({ hash, used_at, content: JSON.stringify(entry) })))
          .onConflict((conflict) => conflict.column('hash').doUpdateSet({ used_at }))
          .execute();
      }
    },

    async forget(before) {
      await db.deleteFrom('parsed_file').where('used_at', '<', before.epochMilliseconds).execute();
    },
  };
}

/**
 * Enough here, where elsewhere the whole schema is applied: `remember` was given a checked `Entry`, its hash
 * covers the version of the schema it was checked against, so whoever asks for this hash expects this shape.
 * Checking 10,000 entries again would cost what recalling them is there to save.
 */
function isParsedEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'id' in value && 'title' in value;
}
