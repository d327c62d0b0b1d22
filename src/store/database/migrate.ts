import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Logger } from 'pino';
import { UserError } from '../../errors.ts';
import { SCHEMA_STEPS } from '../migrations/index.ts';
import type { SchemaStep } from '../migrations/schema-step.ts';
import type { Database } from './database.ts';

/** Names of our own, so that another program in the same Postgres database keeps its record apart. */
const STEP_TABLE = 'rapporteur_migration';
const LOCK_TABLE = 'rapporteur_migration_lock';

/**
 * Takes the steps that the database has not taken. Any number of processes may call it at once: on Postgres an
 * advisory lock, on SQLite the write lock lets one go first, and the others find its work done.
 * Throws a `UserError` (`conflict`) for a database that a newer version of the program has changed.
 */
export async function migrate(
  database: Database,
  log: Logger,
  steps: readonly SchemaStep[] = SCHEMA_STEPS,
): Promise<void> {
  const migrator = new Migrator({
    db: database.db,
    migrationTableName: STEP_TABLE,
    migrationLockTableName: LOCK_TABLE,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          steps.map((step) => [step.name, { up: (db: Kysely<unknown>) => step.up(db, database.dialect) }]),
        ),
    },
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) {
    refuseNewerSchema(database.place, await appliedSteps(database), steps);
    throw error;
  }
  for (const { migrationName } of results)
    log.info({ place: database.place, step: migrationName }, 'the database schema was migrated');
}

/** Throws a `UserError` (`conflict`) when one of `applied`, the steps of `place`, is none of `steps`. */
export function refuseNewerSchema(
  place: string,
  applied: readonly string[],
  steps: readonly SchemaStep[] = SCHEMA_STEPS,
): void {
  const known = new Set(steps.map((step) => step.name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new UserError(
      'conflict',
      `The ${place} was changed by a newer version of Rapporteur (${unknown.join(', ')}).`,
      'Start that version or a later one, or use another database.',
    );
}

/** The steps that the database has taken, in their order; none when it was never migrated. */
export async function appliedSteps(database: Database): Promise<readonly string[]> {
  const tables = await database.db.introspection.getTables();
  if (!tables.some(({ name }) => name === STEP_TABLE)) return [];
  const rows = await stepTable(database.db).select('name').orderBy('name').execute();
  return rows.map((row) => row.name);
}

/** Cheap, and true only for a database that can be read and has been migrated. */
export async function canReadSchema({ db }: Database): Promise<boolean> {
  return (await stepTable(db).select('name').limit(1).execute()).length > 0;
}

function stepTable(db: Database['db']) {
  return db.withTables<{ [STEP_TABLE]: { name: string } }>().selectFrom(STEP_TABLE);
}
