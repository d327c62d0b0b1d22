import type { SchemaStep } from './schema-step.ts';

/** One row, written again and again to see whether the database takes it. */
export const lastWrite: SchemaStep = {
  name: '0008-last-write',
  async up(db) {
    await db.schema
      .createTable('last_write')
      .addColumn('id', 'integer', (column) => column.notNull().primaryKey())
      .addColumn('written_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
