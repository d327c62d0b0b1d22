import type { SchemaStep } from './schema-step.ts';

/** Who handles an event, so that another process does where that one ended before it was done. */
export const eventLeases: SchemaStep = {
  name: '0013-event-leases',
  async up(db) {
    await db.schema.alterTable('handled_event').addColumn('owner', 'text').execute();
    await db.schema.alterTable('handled_event').addColumn('leased_until_at', 'bigint').execute();
  },
};
