import type { Selectable } from 'kysely';
import type { Installations, StoredInstallation } from '../platforms/slack/workspaces/installations.ts';
import type { Database } from './database/database.ts';
import type { Tables } from './tables.ts';

export function createInstallations({ db }: Database): Installations {
  return {
    async save({ id, sealed, savedAt }) {
      const row = { sealed, saved_at: savedAt.epochMilliseconds, suspended_because: null };
      await db
        .insertInto('slack_installation')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },

    async get(id) {
      const row = await db
        .selectFrom('slack_installation')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && installationOf(row);
    },

    async all() {
      const rows = await db.selectFrom('slack_installation').selectAll().orderBy('id').execute();
      const links = await db.selectFrom('slack_team').selectAll().orderBy('team_id').execute();
      const teams = Map.groupBy(links, ({ installation_id }) => installation_id);
      return rows.map((row) => ({
        ...installationOf(row),
        teams: (teams.get(row.id) ?? []).map(({ team_id }) => team_id),
      }));
    },

    async replaceSealed(id, before, after) {
      const { numUpdatedRows } = await db
        .updateTable('slack_installation')
        .set({ sealed: after })
        .where('id', '=', id)
        .where('sealed', '=', before)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async remove(id) {
      await db.deleteFrom('slack_installation').where('id', '=', id).execute();
    },

    async suspend(id, reason) {
      await db
        .updateTable('slack_installation')
        .set({ suspended_because: reason })
        .where('id', '=', id)
        .execute();
    },

    async suspended() {
      const rows = await db
        .selectFrom('slack_installation')
        .select(['id', 'suspended_because'])
        .where('suspended_because', 'is not', null)
        .orderBy('id')
        .execute();
      return rows.map(({ id, suspended_because }) => ({ id, reason: suspended_because ?? '' }));
    },

    async linkTeam(teamId, installationId) {
      await db
        .insertInto('slack_team')
        .values({ team_id: teamId, installation_id: installationId })
        .onConflict((conflict) => conflict.column('team_id').doUpdateSet({ installation_id: installationId }))
        .execute();
    },

    async installationOf(teamId) {
      const row = await db
        .selectFrom('slack_team')
        .select('installation_id')
        .where('team_id', '=', teamId)
        .executeTakeFirst();
      return row?.installation_id;
    },
  };
}

function installationOf(row: Selectable<Tables['slack_installation']>): StoredInstallation {
  return {
    id: row.id,
    sealed: row.sealed,
    savedAt: Temporal.Instant.fromEpochMilliseconds(row.saved_at),
    ...(row.suspended_because === null ? {} : { suspendedBecause: row.suspended_because }),
  };
}
