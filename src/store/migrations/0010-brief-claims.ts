import { sql } from 'kysely';
import type { SchemaStep } from './schema-step.ts';

/** Commands and presses that were carried out, for as long as anyone could send one again. One is written for each. */
export const briefClaims: SchemaStep = {
  name: '0010-brief-claims',
  async up(db, dialect) {
    const table = db.schema
      .createTable('brief_claim')
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('claimed_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('brief_claim_key', ['platform', 'id']);
    // One tree to write to, not two. https://www.sqlite.org/withoutrowid.html
    await (dialect === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table).execute();
  },
};
