import type { Logger } from 'pino';
import { type FileFingerprint, isSameFingerprint } from './file-fingerprint.ts';
import { createFolderNotifier } from './folder-notifier.ts';
import type { FolderLoader } from './load.ts';
import { createSettling } from './settling.ts';

/** Follows a folder of briefings. */
export interface FolderWatch {
  /** Looks at the folder now. Resolves when what was found is served. */
  refresh(): Promise<void>;
  /** False while the folder cannot be read, or tells nothing, until what is in it has been read again. */
  isReadable(): boolean;
  /** Stops following; resolves when a scan in progress has ended. */
  stop(): Promise<void>;
}

export interface WatchOptions {
  readonly folder: string;
  readonly loader: FolderLoader;
  readonly log: Logger;
}

// All in milliseconds.
/** A file that is gone may be on its way back (save by rename, a checkout): believe it after this. */
const ABSENCE_GRACE = 300;
/** Notifications get lost (network drives, containers, a replaced folder): scan anyway. */
const RESCAN = 5_000;
/** A scan without a notification takes at most one part in so many of the time: thousands of files cost a call each. */
const SHARE_OF_SCANNING = 100;
/** Seldomer than this, a lost notification would be taken for a fault. */
const RESCAN_AT_LEAST = 60_000;
/** While the folder is away, or nothing tells of changes in it. */
const RESCAN_OFTEN = 400;

const UNREADABLE =
  'the briefings folder cannot be read; what was read before stays served. Make the folder, or set BRIEFINGS_DIR.';
const EMPTY_AT_START =
  'the briefings folder is empty, so there is nothing to serve, and digests wait. Put the briefings there, or set BRIEFINGS_DIR.';
const EMPTIED =
  'the briefings folder is empty, as where a volume is not mounted; what was read before stays served, and digests wait. Put the briefings there, or set BRIEFINGS_DIR; if they are gone for good, restart.';

/** Files to load and files that are gone, between two scans. */
export function compareScans(
  before: ReadonlyMap<string, FileFingerprint>,
  after: ReadonlyMap<string, FileFingerprint>,
): { readonly changed: readonly string[]; readonly absent: readonly string[] } {
  const changed = [...after].flatMap(([name, fingerprint]) => {
    const known = before.get(name);
    return known && isSameFingerprint(known, fingerprint) ? [] : [name];
  });
  return { changed, absent: [...before.keys()].filter((name) => !after.has(name)) };
}

/** Milliseconds to the next scan without a notification, after one that took `cost` milliseconds. */
export function rescanAfter(cost: number): number {
  return Math.min(RESCAN_AT_LEAST, Math.max(RESCAN, cost * SHARE_OF_SCANNING));
}

/**
 * Keeps the library equal to the folder. Notifications only say *when* to look; what changed is decided by
 * comparing scans, so that a lost, doubled or early notification does no harm.
 */
export function watchFolder({ folder, loader, log }: WatchOptions): FolderWatch {
  /** The files as they were when last loaded; those gone for less than the grace are still among them. */
  let known: ReadonlyMap<string, FileFingerprint> = new Map();
  let absentSince: ReadonlyMap<string, number> = new Map();
  let routine: NodeJS.Timeout | undefined;
  let scanning: Promise<void> = Promise.resolve();
  let isAway = false;
  let hasSeenFiles = false;
  let stopped = false;
  // Apart from the routine, which must not put off a scan that a notification asks for.
  const settling = createSettling(scanNow);
  const notifier = createFolderNotifier(
    folder,
    () => {
      if (!stopped) settling.changed();
    },
    log,
  );

  function scanNow(): void {
    refresh().catch((error: unknown) => {
      log.error({ err: error }, 'scanning the briefings folder failed');
      scanIn(RESCAN);
    });
  }

  /** The next scan that needs no notification. */
  function scanIn(delay: number): void {
    clearTimeout(routine);
    if (!stopped) routine = setTimeout(scanNow, delay);
  }

  async function scan(): Promise<void> {
    const started = performance.now();
    await notifier.listen();
    const found = await loader.scan();
    if (!found || isSuspiciouslyEmpty(found)) {
      if (!isAway) log.error({ folder }, !found ? UNREADABLE : hasSeenFiles ? EMPTIED : EMPTY_AT_START);
      isAway = true;
      absentSince = new Map();
      scanIn(RESCAN_OFTEN);
      return;
    }
    const cost = performance.now() - started;
    const { changed, absent } = compareScans(known, found);
    await loader.load(changed, found);
    known = dropLongAbsent(absent, found);
    if (isAway) log.info({ folder }, 'the briefings folder is back');
    isAway = false;
    hasSeenFiles ||= found.size > 0;
    scanIn(absentSince.size > 0 ? ABSENCE_GRACE : notifier.isListening ? rescanAfter(cost) : RESCAN_OFTEN);
  }

  /**
   * A volume that is not mounted leaves an empty folder in its place. So one that is empty from the beginning, or from one scan
   * to the next, says nothing of what became of the briefings; people take away one after the other.
   */
  function isSuspiciouslyEmpty(found: ReadonlyMap<string, FileFingerprint>): boolean {
    return found.size === 0 && (!hasSeenFiles || known.size > 1);
  }

  /** Drops what has been gone for long enough; the rest counts as there for now. Returns what is known. */
  function dropLongAbsent(
    absent: readonly string[],
    found: ReadonlyMap<string, FileFingerprint>,
  ): ReadonlyMap<string, FileFingerprint> {
    const now = performance.now();
    const since = new Map(absent.map((name) => [name, absentSince.get(name) ?? now]));
    const gone = new Set(absent.filter((name) => now - (since.get(name) ?? now) >= ABSENCE_GRACE));
    loader.drop([...gone]);
    absentSince = new Map([...since].filter(([name]) => !gone.has(name)));
    return new Map([...found, ...[...known].filter(([name]) => absentSince.has(name))]);
  }

  function refresh(): Promise<void> {
    scanning = scanning.catch(() => undefined).then(() => (stopped ? undefined : scan()));
    return scanning;
  }

  return {
    refresh,
    isReadable: () => !isAway,
    async stop() {
      stopped = true;
      settling.stop();
      clearTimeout(routine);
      notifier.close();
      await scanning.catch(() => undefined);
    },
  };
}
