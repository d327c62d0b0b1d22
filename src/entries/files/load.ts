import { join, resolve } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Entry } from '../entry.ts';
import type { EditableLibrary } from '../library.ts';
import { formatProblem } from '../problem.ts';
import type { Revisions } from '../revisions/revision.ts';
import { type FileFingerprint, willTell } from './file-fingerprint.ts';
import { entryIdOf } from './file-name.ts';
import type { ParsedFile, ParsedFiles } from './parsed-files.ts';
import { createParsedFilesMemory } from './parsed-files-memory.ts';
import { createParsingKeys } from './parsing-keys.ts';
import { readEntryFile } from './read-entry-file.ts';
import { scanFolder } from './scan-folder.ts';

export interface LoaderOptions {
  readonly folder: string;
  readonly library: EditableLibrary;
  readonly parsedFiles: ParsedFiles;
  /** Where the last good version of a file is looked for that has errors when it is first read, as after a restart. */
  readonly revisions: Pick<Revisions, 'newest'>;
  readonly now: () => Temporal.Instant;
  /** Called after the library has changed. */
  readonly onChange: (change: EntryChange) => void;
  readonly log: Logger;
}

/** What became of an entry in the library. */
export type EntryChange =
  | { readonly kind: 'put'; readonly entry: Entry; readonly before: Entry | undefined }
  | { readonly kind: 'removed'; readonly entry: Entry };

/** Brings the files of a folder into the library. */
export interface FolderLoader {
  /** The entry files as they stand, by name; undefined while the folder itself cannot be read. */
  scan(): Promise<ReadonlyMap<string, FileFingerprint> | undefined>;
  /**
   * Reads these files and serves what is valid. A file that is gone or invalid leaves its last good version served; of an
   * invalid one it may have been read by a process before this one.
   * @param fingerprints as scanned: a file that was read before with the same fingerprint is recalled instead of read
   */
  load(names: readonly string[], fingerprints?: ReadonlyMap<string, FileFingerprint>): Promise<void>;
  /** Stops serving what came from these files. */
  drop(names: readonly string[]): void;
}

/** Files read and recalled together: enough to use the disk well, few enough to keep memory flat. */
const BATCH = 64;

export function createFolderLoader(options: LoaderOptions): FolderLoader {
  const { folder, library, now, onChange, log } = options;
  const memory = createParsedFilesMemory(options);
  const keys = createParsingKeys();
  const place = resolve(folder);
  /** Whose files were taken away: what they said is not to come back with a new file that has errors. */
  const dropped = new Set<string>();

  /** Whatever goes wrong with one file must not keep the others from being served. */
  function tryToServe(name: string, read: () => ParsedFile): ParsedFile {
    try {
      const parsed = read();
      serve(name, parsed);
      return parsed;
    } catch (error) {
      log.error({ err: error, file: name }, 'a briefing could not be served');
      const unread = fileProblem(name, 'could not be served because of an error in the program; see the log');
      library.reject(entryIdOf(name), unread.problems);
      return unread;
    }
  }

  function serve(name: string, parsed: ParsedFile): void {
    const id = entryIdOf(name);
    if (!parsed.entry) {
      library.reject(id, parsed.problems);
      for (const problem of parsed.problems) log.warn(formatProblem(problem));
      return;
    }
    const before = library.get(id);
    dropped.delete(id);
    library.put(parsed.entry);
    onChange({ kind: 'put', entry: parsed.entry, before });
  }

  /** Serves the files that were read before with these fingerprints; returns the others, which have to be read. */
  async function serveUnchanged(
    names: readonly string[],
    fingerprintKeys: ReadonlyMap<string, string>,
  ): Promise<readonly string[]> {
    const known = await memory.recallByFingerprint([...fingerprintKeys.values()]);
    return names.filter((name) => {
      const entry = known.get(fingerprintKeys.get(name) ?? '');
      if (entry) tryToServe(name, () => ({ entry, problems: [] }));
      return !entry;
    });
  }

  /** @param fingerprintKeys of the files whose fingerprint may stand for them from now on */
  async function serveRead(
    names: readonly string[],
    fingerprintKeys: ReadonlyMap<string, string>,
  ): Promise<void> {
    const read = await Promise.all(names.map((name) => readEntryFile(join(folder, name), name)));
    for (const { name, failure } of read) {
      if (failure !== undefined) serve(name, fileProblem(name, `cannot be read: ${failure}`));
    }
    const files = read.flatMap(({ name, bytes }) =>
      bytes ? [{ name, bytes, key: keys.ofBytes(name, bytes) }] : [],
    );
    const recalled = await memory.recall(files.map(({ key }) => key));
    const today = now().toZonedDateTimeISO('UTC').toPlainDate();
    // Loaded with the first file that was never read before: after a restart there is mostly none, and a YAML parser takes room.
    const { parseEntryFile } = await import('./parse.ts');
    const fresh = new Map<string, Entry>();
    const marked = new Map<string, string>();
    for (const { name, bytes, key } of files) {
      const known = recalled.get(key);
      const { entry } = tryToServe(name, () =>
        known ? { entry: known, problems: [] } : parseEntryFile(name, bytes, today),
      );
      const markKey = fingerprintKeys.get(name);
      if (entry && markKey !== undefined) marked.set(markKey, key);
      if (known) continue;
      if (entry) fresh.set(key, entry);
      await yieldToOthers();
    }
    await memory.remember(fresh, marked);
  }

  /** Of those among these entries whose files have errors, serves the version that was known last. */
  async function serveEarlier(ids: readonly string[]): Promise<void> {
    const earlier = await memory.lastVersions(ids);
    // Meanwhile a file may have been mended, or taken away.
    const problems = new Map(library.problems().map((each) => [each.entryId, each]));
    for (const { entry } of earlier) {
      const rejected = problems.get(entry.id);
      if (!rejected || rejected.servesOlderVersion) continue;
      library.put(entry);
      library.reject(entry.id, rejected.problems);
      onChange({ kind: 'put', entry, before: undefined });
    }
  }

  async function loadBatch(
    names: readonly string[],
    fingerprints: ReadonlyMap<string, FileFingerprint>,
  ): Promise<void> {
    const at = now();
    const fingerprintKeys = new Map<string, string>();
    for (const name of names) {
      const fingerprint = fingerprints.get(name);
      if (fingerprint && willTell(fingerprint, at))
        fingerprintKeys.set(name, keys.ofFingerprint(join(place, name), fingerprint));
    }
    const unread = fingerprintKeys.size > 0 ? await serveUnchanged(names, fingerprintKeys) : names;
    if (unread.length > 0) await serveRead(unread, fingerprintKeys);
    const unserved = names.map(entryIdOf).filter((id) => !library.get(id) && !dropped.has(id));
    if (unserved.length > 0) await serveEarlier(unserved);
    await yieldToOthers();
  }

  return {
    scan: () => scanFolder(folder),
    async load(names, fingerprints = new Map()) {
      for (let start = 0; start < names.length; start += BATCH)
        await loadBatch(names.slice(start, start + BATCH), fingerprints);
    },
    drop(names) {
      for (const name of names) {
        const id = entryIdOf(name);
        const entry = library.get(id);
        library.remove(id);
        dropped.add(id);
        if (entry) onChange({ kind: 'removed', entry });
      }
    },
  };
}

function fileProblem(file: string, message: string): ParsedFile {
  return { problems: [{ file, line: 1, column: 1, field: '', severity: 'error', message }] };
}
