import type { SchemaStep } from './schema-step.ts';

/** Answers that people see while they are being written, so that another process finishes what one left. */
export const openDrafts: SchemaStep = {
  name: '0011-open-drafts',
  async up(db) {
    await db.schema
      .createTable('open_draft')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'bigint', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('leased_until_at', 'bigint', (column) => column.notNull())
      .addColumn('message_id', 'text')
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('plain', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('open_draft_key', ['platform', 'key'])
      .execute();
  },
};
