import { sql } from 'kysely';
import type { SchemaStep } from './schema-step.ts';

/** Revisions that say that an entry was taken away: a few, which are looked for among all. */
export const removals: SchemaStep = {
  name: '0012-removals',
  async up(db) {
    await db.schema
      .createIndex('revision_removals')
      .on('revision')
      .column('seen_at')
      .where(sql.ref('hash'), '=', sql.lit('removed'))
      .execute();
  },
};
