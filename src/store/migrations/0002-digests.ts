import { sql } from 'kysely';
import { growingId, type SchemaStep } from './schema-step.ts';

/** Who gets which digest when, each slot on its way, and what channels have been told. */
export const digests: SchemaStep = {
  name: '0002-digests',
  async up(db, dialect) {
    const id = growingId(dialect);
    await db.schema
      .createTable('subscription')
      .addColumn('id', id.type, id.options)
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('next_at', 'bigint', (column) => column.notNull())
      .addColumn('told_at', 'bigint')
      .addColumn('edition', 'text')
      .addColumn('days', 'text', (column) => column.notNull())
      .addColumn('time', 'text', (column) => column.notNull())
      .addColumn('zone', 'text', (column) => column.notNull())
      .addColumn('skip_empty', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_by_name', 'text', (column) => column.notNull())
      .addColumn('stopped_at', 'bigint')
      .addColumn('reason', 'text')
      .addColumn('remedy', 'text')
      .addColumn('topics', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('subscription_by_next_at')
      .on('subscription')
      .columns(['state', 'next_at'])
      .execute();
    await db.schema
      .createIndex('subscription_by_place')
      .on('subscription')
      .columns(['platform', 'workspace', 'channel'])
      .execute();

    await db.schema
      .createTable('delivery')
      .addColumn('id', id.type, id.options)
      .addColumn('subscription_id', 'bigint', (column) => column.notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('slot_at', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('not_before_at', 'bigint', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('leased_until_at', 'bigint', (column) => column.notNull())
      .addColumn('begun_at', 'bigint')
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addColumn('edition', 'text')
      .addColumn('message_id', 'text')
      .addColumn('reason', 'text')
      .addColumn('told', 'text')
      .addUniqueConstraint('delivery_once', ['subscription_id', 'slot_at'])
      .execute();
    // Settled deliveries are by far the most, and nobody looks for them by time of readiness.
    await db.schema
      .createIndex('delivery_by_readiness')
      .on('delivery')
      .columns(['platform', 'not_before_at'])
      .where(
        sql.ref('state'),
        'in',
        ['planned', 'sending', 'uncertain'].map((state) => sql.lit(state)),
      )
      .execute();

    await db.schema
      .createTable('edition')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('used_at', 'bigint', (column) => column.notNull())
      .addColumn('revisions', 'text', (column) => column.notNull())
      .execute();
  },
};
