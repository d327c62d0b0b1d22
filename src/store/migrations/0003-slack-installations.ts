import type { SchemaStep } from './schema-step.ts';

/** Workspaces that installed the Slack app, and through which installation each is reached. */
export const slackInstallations: SchemaStep = {
  name: '0003-slack-installations',
  async up(db) {
    await db.schema
      .createTable('slack_installation')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('saved_at', 'bigint', (column) => column.notNull())
      .addColumn('suspended_because', 'text')
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('slack_team')
      .addColumn('team_id', 'text', (column) => column.primaryKey())
      .addColumn('installation_id', 'text', (column) =>
        column.notNull().references('slack_installation.id').onDelete('cascade'),
      )
      .execute();
  },
};
