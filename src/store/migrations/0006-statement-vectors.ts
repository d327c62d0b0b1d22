import type { SchemaStep } from './schema-step.ts';

/** What embedding models made of statements: computed again at a price, so kept. */
export const statementVectors: SchemaStep = {
  name: '0006-statement-vectors',
  async up(db) {
    await db.schema
      .createTable('statement_vector')
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('used_at', 'bigint', (column) => column.notNull())
      .addColumn('vector', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('statement_vector_key', ['model', 'hash'])
      .execute();
  },
};
