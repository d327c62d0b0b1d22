import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { vi } from 'vitest';
import type { Entry } from '../../src/entries/entry.ts';
import { createFolderLoader, type EntryChange } from '../../src/entries/files/load.ts';
import type { ParsedFiles } from '../../src/entries/files/parsed-files.ts';
import { watchFolder } from '../../src/entries/files/watch.ts';
import { createLibrary } from '../../src/entries/library.ts';
import type { Revisions } from '../../src/entries/revisions/revision.ts';
import { VALID_FILE, withChange } from './entry-file.ts';

export const silent = pino({ level: 'silent' });

/** What a file parsed to, in memory; counts how often it could spare the parsing. */
export function createMemory(): ParsedFiles & {
  readonly recalled: string[];
  /** Recalled by their fingerprint alone. */
  readonly unopened: string[];
  readonly known: Map<string, Entry>;
} {
  const known = new Map<string, Entry>();
  const hashes = new Map<string, string>();
  const recalled: string[] = [];
  const unopened: string[] = [];
  return {
    known,
    recalled,
    unopened,
    async recall(hashes) {
      const found = new Map(
        hashes.flatMap((hash) => {
          const entry = known.get(hash);
          return entry ? [[hash, entry] as const] : [];
        }),
      );
      recalled.push(...[...found.values()].map(({ id }) => id));
      return found;
    },
    async recallByFingerprint(fingerprints) {
      const found = new Map(
        fingerprints.flatMap((fingerprint) => {
          const entry = known.get(hashes.get(fingerprint) ?? '');
          return entry ? [[fingerprint, entry] as const] : [];
        }),
      );
      unopened.push(...[...found.values()].map(({ id }) => id));
      return found;
    },
    async rememberFingerprints(fingerprints) {
      for (const [fingerprint, hash] of fingerprints) hashes.set(fingerprint, hash);
    },
    async remember(parsed) {
      for (const [hash, entry] of parsed) known.set(hash, entry);
    },
    async forget() {},
  };
}

/** As before anything was ever read. */
export const NO_REVISIONS: Pick<Revisions, 'newest'> = { newest: async () => [] };

/** A folder of briefings, and a library that a loader and a watch keep equal to it. */
export async function createFolder(
  parsedFiles: ParsedFiles = createMemory(),
  now = Temporal.Instant.from('2026-02-06T12:00:00Z'),
  revisions: Pick<Revisions, 'newest'> = NO_REVISIONS,
) {
  const parent = await mkdtemp(join(tmpdir(), 'rapporteur-folder-'));
  const folder = join(parent, 'briefings');
  await mkdir(folder);
  const library = createLibrary();
  const changes: string[] = [];
  const loader = createFolderLoader({
    folder,
    library,
    parsedFiles,
    revisions,
    now: () => now,
    onChange: (change: EntryChange) => changes.push(`${change.kind} ${change.entryId}`),
    log: silent,
  });
  const watching = watchFolder({ folder, loader, log: silent });
  const path = (name: string) => join(folder, name);
  return {
    parent,
    folder,
    path,
    library,
    loader,
    watching,
    changes,
    write: (name: string, text: string) => writeFile(path(name), text),
    titles: () => library.all().map(({ title }) => title),
    async remove() {
      await watching.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

export type Folder = Awaited<ReturnType<typeof createFolder>>;

export function fileTitled(title: string): string {
  return withChange('title: Border talks', `title: ${title}`, VALID_FILE);
}

/** Waits until `check` passes; the deadline only ends a test that would fail anyway. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 10 });
}
