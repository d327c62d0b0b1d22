import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** In the place of a content hash: the entry was taken away, and the row repeats what it said last, to compare with. */
export const REMOVED = 'removed';

/**
 * The newest revision of each entry, without its content.
 * @param entryIds absent: of all
 */
export function newestOf(db: Kysely<Tables>, entryIds?: readonly string[]) {
  return db
    .selectFrom('revision')
    .innerJoin(
      (from) =>
        from
          .selectFrom('revision')
          .select((select) => ['entry_id', select.fn.max('number').as('number')])
          .where((where) => (entryIds ? where('entry_id', 'in', entryIds) : where.lit(true)))
          .groupBy('entry_id')
          .as('newest'),
      (join) =>
        join
          .onRef('newest.entry_id', '=', 'revision.entry_id')
          .onRef('newest.number', '=', 'revision.number'),
    )
    .select(['revision.entry_id', 'revision.number', 'revision.hash', 'revision.seen_at']);
}
