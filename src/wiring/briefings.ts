import { setTimeout as delay, setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Logger } from 'pino';
import { entryFileOf } from '../entries/files/file-name.ts';
import { createFolderLoader, type EntryChange } from '../entries/files/load.ts';
import { type FolderWatch, watchFolder } from '../entries/files/watch.ts';
import { createLibrary, type EditableLibrary } from '../entries/library.ts';
import type { Revisions } from '../entries/revisions/revision.ts';
import { createRevisionRecorder } from '../entries/revisions/revision-recorder.ts';
import { createIndexFeed, type IndexFeed } from '../search/index-feed.ts';
import { createStatementIndex, type StatementIndex } from '../search/statement-index.ts';
import type { Store } from '../store/store.ts';

export interface BriefingsOptions {
  readonly folder: string;
  readonly store: Pick<Store, 'parsedFiles' | 'revisions'>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Follows changes to the folder. */
  readonly watch: boolean;
  /**
   * Set where the program only looks in, perhaps at a folder of its own while another serves the store's: what is missing
   * there was taken away from nobody.
   */
  readonly isGuest?: true;
}

/** The briefings of the folder, served, and what is kept equal to them. */
export interface Briefings {
  readonly library: EditableLibrary;
  readonly index: StatementIndex;
  readonly search: IndexFeed;
  /** False while the folder cannot be read. */
  isReadable(): boolean;
  /** Tells `follower` of every briefing there is, and from then on of each change. */
  follow(follower: Follower): void;
  /** Reads one file of the folder again now, instead of when the change is noticed. */
  reload(file: string): Promise<void>;
  /** Resolves when what happens after the first answer is done too: indexing, recording revisions. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface Follower {
  changed(entryId: string): void;
}

/** Resolves when every briefing can be shown. Indexing and recording wait for that, so that no first answer waits for them. */
export async function serveBriefings(options: BriefingsOptions): Promise<Briefings> {
  const { folder, store, now, log } = options;
  const library = createLibrary();
  const index = createStatementIndex();
  const search = createIndexFeed(
    index,
    (id) => library.get(id),
    () => performance.now(),
  );
  const recorder = createRevisionRecorder(store.revisions, now, log);
  const followers: Follower[] = [search];
  let readBeforeFollowing: EntryChange[] | undefined = [];

  function follow(change: EntryChange): void {
    if (readBeforeFollowing) {
      readBeforeFollowing.push(change);
      return;
    }
    for (const follower of followers) follower.changed(change.entryId);
    if (change.kind === 'put') recorder.record(change.entry);
    else if (!options.isGuest) recorder.recordRemoval(change.entryId);
  }

  const loader = createFolderLoader({
    folder,
    library,
    parsedFiles: store.parsedFiles,
    revisions: store.revisions,
    now,
    onChange: follow,
    log,
  });
  const watcher = watchFolder({ folder, loader, log });
  await watcher.refresh();
  const read = readBeforeFollowing;
  readBeforeFollowing = undefined;
  for (const change of read) follow(change);
  const namesPrepared = prepareNames(library);
  if (!options.watch) await watcher.stop();
  const removalsSettled =
    options.watch && !options.isGuest && expectKnownFiles(watcher, store.revisions, log);

  return {
    library,
    index,
    search,
    isReadable: watcher.isReadable,
    follow(follower) {
      for (const { id } of library.all()) follower.changed(id);
      followers.push(follower);
    },
    reload: (file) => loader.load([file]),
    async ready() {
      await namesPrepared;
      await removalsSettled;
      await search.ready();
      await recorder.settled();
    },
    async stop() {
      await watcher.stop();
      search.stop();
      await recorder.stop();
    },
  };
}

/** What was taken away while nobody watched is missed like what goes away from now on. */
async function expectKnownFiles(
  watcher: FolderWatch,
  revisions: Pick<Revisions, 'present'>,
  log: Logger,
): Promise<void> {
  try {
    await watcher.expect((await revisions.present()).map(entryFileOf));
  } catch (error) {
    log.warn(
      { err: error },
      'which briefings were taken away before this start is not known; the next will see',
    );
  }
}

/** Milliseconds before names are prepared: those who ask right after the start come first. */
const PAUSE_AFTER_START = 300;
/** Names prepared before others get their turn: some 10 ms of work. */
const NAMES_AT_ONCE = 40;

/** In the background: with thousands of briefings the first slip would otherwise wait for all their names. */
async function prepareNames(library: EditableLibrary): Promise<void> {
  await delay(PAUSE_AFTER_START, undefined, { ref: false });
  do await yieldToOthers();
  while (!library.prepareNames(NAMES_AT_ONCE));
}
