import type { Entry } from '../entries/entry.ts';
import type { ParsedFiles } from '../entries/files/parsed-files.ts';
import { batches } from './database/batches.ts';
import type { Database } from './database/database.ts';

/**
 * What is recalled every day is marked as used no more often than this, since marking writes the whole row anew, which
 * costs more than reading it. Far less than `RETENTION.parsedFiles`.
 */
const MARK_USED_EVERY = Temporal.Duration.from({ hours: 24 });

/** @param now when a recall happens, which keeps its rows from being forgotten */
export function createParsedFiles({ db }: Database, now: () => Temporal.Instant): ParsedFiles {
  const longAgo = () => now().subtract(MARK_USED_EVERY).epochMilliseconds;

  return {
    async recall(hashes) {
      const recalled = new Map<string, Entry>();
      for (const batch of batches([...new Set(hashes)])) {
        const rows = await db
          .selectFrom('parsed_file')
          .select(['hash as key', 'used_at', 'content'])
          .where('hash', 'in', batch)
          .execute();
        addEntries(recalled, rows);
        if (rows.some(({ used_at }) => used_at <= longAgo())) {
          await db
            .updateTable('parsed_file')
            .set({ used_at: now().epochMilliseconds })
            .where('hash', 'in', batch)
            .execute();
        }
      }
      return recalled;
    },

    async recallByFingerprint(marks) {
      const recalled = new Map<string, Entry>();
      for (const batch of batches(marks)) {
        const rows = await db
          .selectFrom('file_mark')
          .innerJoin('parsed_file', 'parsed_file.hash', 'file_mark.hash')
          .select(['mark as key', 'parsed_file.hash', 'file_mark.used_at', 'content'])
          .where('mark', 'in', batch)
          .execute();
        addEntries(recalled, rows);
        if (rows.some(({ used_at }) => used_at <= longAgo())) {
          const used_at = now().epochMilliseconds;
          const hashes = rows.map(({ hash }) => hash);
          await db.updateTable('file_mark').set({ used_at }).where('mark', 'in', batch).execute();
          await db.updateTable('parsed_file').set({ used_at }).where('hash', 'in', hashes).execute();
        }
      }
      return recalled;
    },

    async remember(parsed, at) {
      const used_at = at.epochMilliseconds;
      const files = [...parsed].sort(byKey);
      for (const batch of batches(files)) {
        await db
          .insertInto('parsed_file')
          .values(batch.map(([hash, entry]) => ({ hash, used_at, content: JSON.stringify(entry) })))
          .onConflict((conflict) => conflict.column('hash').doUpdateSet({ used_at }))
          .execute();
      }
    },

    async rememberFingerprints(hashes, at) {
      const used_at = at.epochMilliseconds;
      for (const batch of batches([...hashes].sort(byKey))) {
        await db
          .insertInto('file_mark')
          .values(batch.map(([mark, hash]) => ({ mark, hash, used_at })))
          .onConflict((conflict) =>
            conflict.column('mark').doUpdateSet((row) => ({ used_at, hash: row.ref('excluded.hash') })),
          )
          .execute();
      }
    },

    async forget(before) {
      await db.deleteFrom('file_mark').where('used_at', '<', before.epochMilliseconds).execute();
      await db.deleteFrom('parsed_file').where('used_at', '<', before.epochMilliseconds).execute();
    },
  };
}

/** Two processes that write the same rows do so in the same order, so that neither waits for the other for ever. */
function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function addEntries(
  recalled: Map<string, Entry>,
  rows: readonly { readonly key: string; readonly content: string }[],
): void {
  for (const { key, content } of rows) {
    const entry: unknown = JSON.parse(content);
    if (isParsedEntry(entry)) recalled.set(key, entry);
  }
}

/**
 * Enough here, where elsewhere the whole schema is applied: `remember` was given a checked `Entry`, its hash
 * covers the version of the schema it was checked against, so whoever asks for this hash expects this shape.
 * Checking 10,000 entries again would cost what recalling them is there to save.
 */
function isParsedEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'id' in value && 'title' in value;
}
