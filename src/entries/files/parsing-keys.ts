import { createHash, hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FileFingerprint } from './file-fingerprint.ts';

/** What decides how a file is read; a change to any of these makes every remembered result worthless. */
export const PARSING_RULES = [
  '../entry.ts',
  'file-name.ts',
  'parse.ts',
  '../prose.ts',
  '../scales.ts',
  '../statements/sentences.ts',
  'schema-issue.ts',
  'tradecraft.ts',
] as const;

/** Keys under which what a file parsed to is remembered. */
export interface ParsingKeys {
  ofBytes(file: string, bytes: Uint8Array): string;
  /** Of a file that need not be opened. @param path absolute: fingerprints of other folders say nothing of this one */
  ofFingerprint(path: string, fingerprint: FileFingerprint): string;
}

/** The program's own rules are part of each key, so that nobody has to remember to raise a version number. */
export function createParsingKeys(): ParsingKeys {
  const rules = createHash('sha256');
  for (const name of PARSING_RULES) rules.update(readFileSync(new URL(name, import.meta.url)));
  const prefix = rules.digest('hex');
  return {
    ofBytes: (file, bytes) =>
      createHash('sha256').update(prefix).update(`\0${file}\0`).update(bytes).digest('hex'),
    ofFingerprint: (path, { modified, changed, size, inode }) =>
      hash('sha256', [prefix, path, modified, changed, size, inode].join('\0')),
  };
}
