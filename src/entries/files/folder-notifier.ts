import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Logger } from 'pino';

/** The operating system's notifications of changes in a folder, as far as it gives any. */
export interface FolderNotifier {
  /** Listens to the folder that has this name now. Called again and again: it may be another one by then. */
  listen(): Promise<void>;
  readonly isListening: boolean;
  close(): void;
}

export function createFolderNotifier(folder: string, onChange: () => void, log: Logger): FolderNotifier {
  let watcher: FSWatcher | undefined;
  let listenedFolder: string | undefined;
  let closed = false;

  function stopListening(): void {
    watcher?.close();
    watcher = undefined;
  }

  return {
    async listen() {
      const identity = await identityOf(folder);
      if (watcher && identity === listenedFolder) return;
      stopListening();
      if (identity === undefined || closed) return;
      try {
        const opened = watch(folder, onChange);
        opened.on('error', () => {
          if (watcher === opened) stopListening();
        });
        watcher = opened;
        listenedFolder = identity;
      } catch (error) {
        log.debug({ err: error }, 'no notifications from the briefings folder; looking often instead');
      }
    },
    get isListening() {
      return watcher !== undefined;
    },
    close() {
      closed = true;
      stopListening();
    },
  };
}

/** An inode's number is used again at once; its time of birth tells the two apart. */
async function identityOf(folder: string): Promise<string | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found && `${found.dev}:${found.ino}:${found.birthtimeMs}`;
}
