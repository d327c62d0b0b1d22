import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFingerprint } from './file-fingerprint.ts';
import { isEntryFile } from './file-name.ts';

/** The entry files of a folder as they stand, by name; undefined while the folder itself cannot be read. */
export async function scanFolder(folder: string): Promise<ReadonlyMap<string, FileFingerprint> | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  if (!names) return undefined;
  const fingerprints = await Promise.all(
    names.filter(isEntryFile).map((name) => fingerprintOf(folder, name)),
  );
  return new Map(fingerprints.filter((fingerprint) => fingerprint !== undefined));
}

async function fingerprintOf(
  folder: string,
  name: string,
): Promise<readonly [string, FileFingerprint] | undefined> {
  const found = await stat(join(folder, name)).catch(() => undefined);
  return found?.isFile()
    ? [name, { modified: found.mtimeMs, changed: found.ctimeMs, size: found.size, inode: found.ino }]
    : undefined;
}
