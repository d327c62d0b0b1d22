import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { FileMark, FolderLoader } from './load.ts';

export interface FolderWatch {
  /** Looks at the folder now. Resolves when what was found is served. */
  refresh(): Promise<void>;
  /** Stops looking; resolves when a look in progress has ended. */
  stop(): Promise<void>;
}

export interface WatchOptions {
  readonly folder: string;
  readonly loader: FolderLoader;
  readonly log: Logger;
}

/** Milliseconds. An editor writes a file in several steps; the last one should be the one that is read. */
const SETTLE = 80;
/** A file that is gone may be on its way back (save by rename, a checkout): look again after this. */
const ABSENCE_GRACE = 300;
/** Notifications get lost (network drives, containers, a replaced folder): look anyway. */
const LOOK_ANYWAY = 5_000;
/** While the folder is away, or nothing tells of changes in it. */
const LOOK_OFTEN = 400;

/** Files to load and files that are gone, between two scans. */
export function compareScans(
  before: ReadonlyMap<string, FileMark>,
  after: ReadonlyMap<string, FileMark>,
): { readonly changed: readonly string[]; readonly absent: readonly string[] } {
  const changed = [...after].flatMap(([name, mark]) => {
    const known = before.get(name);
    const same =
      known && known.modified === mark.modified && known.size === mark.size && known.inode === mark.inode;
    return same ? [] : [name];
  });
  return { changed, absent: [...before.keys()].filter((name) => !after.has(name)) };
}

/**
 * Keeps the library equal to the folder. Notifications only say *when* to look; what changed is decided by
 * comparing scans, so that a lost, doubled or early notification does no harm.
 */
export function watchFolder({ folder, loader, log }: WatchOptions): FolderWatch {
  let known: ReadonlyMap<string, FileMark> = new Map();
  let notifier: FSWatcher | undefined;
  let listenedInode: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let folderMissing = false;
  let stopped = false;

  function lookIn(delay: number): void {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      refresh().catch((error: unknown) =>
        log.error({ err: error }, 'looking at the briefings folder failed'),
      );
    }, delay);
  }

  /** The folder may be another one under the same name by now, of which the old notifier would tell nothing. */
  async function listen(): Promise<void> {
    const inode = await stat(folder).then(
      (found) => found.ino,
      () => undefined,
    );
    if (notifier && inode === listenedInode) return;
    stopListening();
    if (inode === undefined || stopped) return;
    try {
      const opened = watch(folder, () => lookIn(SETTLE));
      opened.on('error', () => {
        if (notifier === opened) stopListening();
      });
      notifier = opened;
      listenedInode = inode;
    } catch (error) {
      log.debug({ err: error }, 'no notifications from the briefings folder; looking often instead');
    }
  }

  function stopListening(): void {
    notifier?.close();
    notifier = undefined;
  }

  async function look(): Promise<void> {
    await listen();
    const found = await loader.scan();
    if (!found) {
      if (!folderMissing)
        log.warn({ folder }, 'the briefings folder cannot be read; serving what was last read');
      folderMissing = true;
      lookIn(LOOK_OFTEN);
      return;
    }
    if (folderMissing) {
      log.info({ folder }, 'the briefings folder is back');
      folderMissing = false;
    }
    const { changed, absent } = compareScans(known, found);
    await loader.load(changed);
    known = found;
    if (absent.length > 0) await settleAbsent(absent);
    lookIn(notifier ? LOOK_ANYWAY : LOOK_OFTEN);
  }

  async function settleAbsent(absent: readonly string[]): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, ABSENCE_GRACE));
    const again = await loader.scan();
    if (!again) return;
    loader.drop(absent.filter((name) => !again.has(name)));
    const back = absent.filter((name) => again.has(name));
    await loader.load(back);
    known = again;
  }

  function refresh(): Promise<void> {
    looking = looking.catch(() => undefined).then(() => (stopped ? undefined : look()));
    return looking;
  }

  return {
    refresh,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      stopListening();
      await looking.catch(() => undefined);
    },
  };
}
