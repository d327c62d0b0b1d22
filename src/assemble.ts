import type { Logger } from 'pino';
import { commands } from '../commands/index.ts';
import type { Desk, Vocabulary } from './command.ts';
import type { Config } from './config.ts';
import { createDesk } from './dispatch.ts';
import { createLibrary, type EditableLibrary } from './entries/library.ts';
import { createFolderLoader, type EntryChange } from './entries/load.ts';
import { createRevisionRecorder } from './entries/revision-recorder.ts';
import { statementsOf } from './entries/statements-of.ts';
import { type FolderWatch, watchFolder } from './entries/watch.ts';
import { UserError } from './errors.ts';
import { createStatementIndex } from './search/statement-index.ts';
import { openStore, type Store } from './store/store.ts';

/** Everything but the platforms: what answers, and what it answers from. */
export interface Core {
  readonly desk: Desk;
  readonly library: EditableLibrary;
  readonly store: Store;
  /** Stops watching and closes the store. */
  stop(): Promise<void>;
}

export interface CoreOptions {
  readonly config: Config;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Follows changes to the briefings folder; a single answer needs no watching. */
  readonly watch: boolean;
}

/** Opens the store, reads the briefings and builds the desk. Resolves when questions can be answered. */
export async function assemble({ config, now, log, watch }: CoreOptions): Promise<Core> {
  const store = await openStoreOrForget(config, now, log);
  const library = createLibrary();
  const index = createStatementIndex();
  const recorder = createRevisionRecorder(store.revisions, now, log);

  function follow(change: EntryChange): void {
    if (change.kind === 'removed') {
      index.remove(change.entry.id);
      return;
    }
    index.put(change.entry.id, statementsOf(change.entry));
    recorder.record(change.entry);
  }

  const loader = createFolderLoader({
    folder: config.briefingsFolder,
    library,
    parsedFiles: store.parsedFiles,
    now,
    onChange: follow,
    log,
  });
  const folder: FolderWatch = watchFolder({ folder: config.briefingsFolder, loader, log });
  await folder.refresh();
  if (!watch) await folder.stop();

  const vocabulary: Vocabulary = {
    topic: (words) => library.resolve(words),
    suggest: (kind, partial, limit) => library.suggest(kind, partial, limit),
  };
  const desk = createDesk({
    commands,
    vocabulary,
    services: { library, revisions: store.revisions, search: index },
    now,
    visibility: config.replyVisibility,
    log,
  });

  return {
    desk,
    library,
    store,
    async stop() {
      await folder.stop();
      await recorder.settled();
      await store.close();
    },
  };
}

/**
 * Reading briefings needs no memory: when the embedded database cannot be used, the program says so and goes on
 * with one that forgets. A shared Postgres is another matter, since others rely on what is written there.
 */
async function openStoreOrForget(config: Config, now: () => Temporal.Instant, log: Logger): Promise<Store> {
  try {
    return await openStore({ location: config.database, log, now });
  } catch (error) {
    const fallsBack =
      error instanceof UserError && error.code === 'unavailable' && config.database.kind === 'sqlite';
    if (!fallsBack) throw error;
    log.error(`${error.message} ${error.hint} Until then nothing is remembered over a restart.`);
    return await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log, now });
  }
}
