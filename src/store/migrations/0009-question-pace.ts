import type { SchemaStep } from './schema-step.ts';

/** How much of what they may ask in a minute people and channels have used up, over all processes. */
export const questionPace: SchemaStep = {
  name: '0009-question-pace',
  async up(db) {
    await db.schema
      .createTable('question_pace')
      .addColumn('key', 'text', (column) => column.notNull().primaryKey())
      .addColumn('until_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
