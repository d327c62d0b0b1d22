import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { StoreLocation } from '../../../src/store/database/database.ts';

/** Starts a program of this folder in a process of its own. What it writes to stderr is shown. */
export function start(
  program: 'claim-once' | 'write-for-ever' | 'open-unprivileged' | 'check-when-full',
  location: StoreLocation,
): ChildProcessByStdio<null, Readable, null> {
  const file = fileURLToPath(new URL(`${program}.ts`, import.meta.url));
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, JSON.stringify(location)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
