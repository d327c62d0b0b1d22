import type { SchemaStep } from './schema-step.ts';

/** What conversations were about, and what readers thought of answers. */
export const answers: SchemaStep = {
  name: '0004-answers',
  async up(db) {
    await db.schema
      .createTable('conversation')
      .addColumn('place', 'text', (column) => column.primaryKey())
      .addColumn('last_at', 'bigint', (column) => column.notNull())
      .addColumn('turns', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('answer')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('answered_at', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('topic', 'text')
      .addColumn('revision', 'text')
      .addColumn('question', 'text', (column) => column.notNull())
      .addColumn('cited', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('answer_by_time').on('answer').columns(['outcome', 'answered_at']).execute();
    await db.schema
      .createTable('answer_verdict')
      .addColumn('answer_id', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('verdict', 'text', (column) => column.notNull())
      .addColumn('judged_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('answer_verdict_key', ['answer_id', 'person'])
      .execute();
  },
};
