import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { UserError } from '../errors.ts';
import { openStore, type Store } from '../store/store.ts';

export interface OpenedStore {
  readonly store: Store;
  /** Why it keeps nothing over a restart, where it does not. */
  readonly forgetsBecause?: string;
}

/**
 * Reading briefings needs no memory: when the embedded database cannot be used, the program says so and goes on
 * with one that forgets. A shared Postgres is another matter, since others rely on what is written there.
 */
export async function openStoreOrForget(
  config: Config,
  now: () => Temporal.Instant,
  log: Logger,
): Promise<OpenedStore> {
  try {
    return { store: await openStore({ location: config.database, log, now }) };
  } catch (error) {
    const fallsBack =
      error instanceof UserError && error.code === 'unavailable' && config.database.kind === 'sqlite';
    if (!fallsBack) throw error;
    log.error(`${error.message} ${error.hint} Until then nothing is remembered over a restart.`);
    const store = await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log, now });
    return { store, forgetsBecause: error.message };
  }
}
