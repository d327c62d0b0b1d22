import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What decides how a file is read; a change to any of these makes every remembered result worthless. */
const RULES = ['entry.ts', 'parse.ts', 'prose.ts', 'scales.ts', 'schema-issue.ts', 'tradecraft.ts'] as const;

/**
 * Returns a function from a file to the key under which its parsed entry is remembered. The program's own rules
 * are part of the key, so that nobody has to remember to raise a version number.
 */
export function createParsingKey(): (file: string, bytes: Uint8Array) => string {
  const rules = createHash('sha256');
  for (const name of RULES) rules.update(readFileSync(new URL(name, import.meta.url)));
  const prefix = rules.digest('hex');
  return (file, bytes) =>
    createHash('sha256').update(prefix).update(`\0${file}\0`).update(bytes).digest('hex');
}
