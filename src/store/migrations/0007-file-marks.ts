import type { SchemaStep } from './schema-step.ts';

/** What tells that a file has not changed since it was read, so that a start need not open it. */
export const fileMarks: SchemaStep = {
  name: '0007-file-marks',
  async up(db) {
    await db.schema
      .createTable('file_mark')
      .addColumn('mark', 'text', (column) => column.notNull().primaryKey())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('used_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
