import type { Database } from './database.ts';

/** A write that succeeded tells for this long. */
const TELLS_FOR = { seconds: 60 } as const;
/** All processes overwrite one row: what matters is that it can be done. */
const ROW = 1;

/**
 * Resolves when the database takes what is written; rejects with its error when it does not: a full disk, a file or a
 * server that may only be read. Writes some bytes at most once a minute while all is well, however often it is asked.
 */
export function createWriteCheck({ db }: Database, now: () => Temporal.Instant): () => Promise<void> {
  let writtenAt: Temporal.Instant | undefined;

  function isFresh(at: Temporal.Instant): boolean {
    if (!writtenAt) return false;
    // A clock that was set back tells nothing.
    const isPast = Temporal.Instant.compare(writtenAt, at) <= 0;
    return isPast && Temporal.Instant.compare(at, writtenAt.add(TELLS_FOR)) < 0;
  }

  return async () => {
    const at = now();
    if (isFresh(at)) return;
    writtenAt = undefined;
    const written = { written_at: at.epochMilliseconds };
    await db
      .insertInto('last_write')
      .values({ id: ROW, ...written })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(written))
      .execute();
    writtenAt = at;
  };
}
