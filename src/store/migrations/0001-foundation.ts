import { growingId, type SchemaStep } from './schema-step.ts';

/** What entries said before, what files parsed to, which events were answered, the local workspace. */
export const foundation: SchemaStep = {
  name: '0001-foundation',
  async up(db, dialect) {
    const id = growingId(dialect);
    await db.schema
      .createTable('revision')
      .addColumn('entry_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('seen_at', 'bigint', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('revision_key', ['entry_id', 'number'])
      .execute();
    await db.schema.createIndex('revision_by_seen_at').on('revision').column('seen_at').execute();

    await db.schema
      .createTable('parsed_file')
      .addColumn('hash', 'text', (column) => column.notNull().primaryKey())
      .addColumn('used_at', 'bigint', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('handled_event')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('event_id', 'text', (column) => column.notNull())
      .addColumn('handled_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('handled_event_key', ['platform', 'event_id'])
      .execute();
    await db.schema
      .createIndex('handled_event_by_handled_at')
      .on('handled_event')
      .column('handled_at')
      .execute();

    await db.schema
      .createTable('workspace_message')
      .addColumn('id', id.type, id.options)
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'bigint', (column) => column.notNull())
      .addColumn('visible_to', 'text')
      .addColumn('key', 'text', (column) => column.unique())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('workspace_message_by_conversation')
      .on('workspace_message')
      .columns(['conversation', 'id'])
      .execute();
  },
};
