import { sql } from 'kysely';
import type { SchemaStep } from './schema-step.ts';

/** Lets the few digests that never came be found among the very many that did. */
export const lostDigests: SchemaStep = {
  name: '0005-lost-digests',
  async up(db) {
    await db.schema
      .createIndex('delivery_by_loss')
      .on('delivery')
      .columns(['slot_at'])
      .where(
        sql.ref('state'),
        'in',
        ['missed', 'expired'].map((state) => sql.lit(state)),
      )
      .execute();
  },
};
