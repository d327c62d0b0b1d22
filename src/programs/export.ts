/** `npm run export -- backup.jsonl`: all that the database holds, in a file; `-` writes to standard output. */

import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { readConfig } from '../config/config.ts';
import { loadEnvironment } from '../config/environment.ts';
import { UserError } from '../errors.ts';
import { createLog } from '../ops/logging/log.ts';
import { runProgram } from '../ops/process/run-program.ts';
import { exportStore } from '../store/backup/export-store.ts';

const STANDARD_OUTPUT = '-';

await runProgram(() => run(process.argv.slice(2)));

async function run([file, ...others]: readonly string[]): Promise<void> {
  if (file === undefined || file.startsWith('--') || others.length > 0)
    throw new UserError(
      'invalid',
      'Expected one file to export to.',
      'Write “npm run export -- backup.jsonl”; “-” for the file is standard output.',
    );
  const { database, logLevel, secrets } = readConfig(loadEnvironment());
  const lines = exportStore({
    location: database,
    log: createLog(logLevel, { secrets }),
    now: Temporal.Now.instant(),
  });
  if (file === STANDARD_OUTPUT) await write(lines, () => process.stdout, 'Standard output');
  else await writeFile(lines, file);
}

/** Under another name until it is whole and on the disk: a backup that fails leaves the one before it alone. */
async function writeFile(lines: AsyncIterable<string>, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    await write(lines, () => createFile(unfinished), file);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/**
 * The file is there when this returns. A stream that opens its file by itself may still make it
 * after a failure of the lines has had it removed.
 */
async function createFile(path: string): Promise<NodeJS.WritableStream> {
  // For its owner only: conversations and encrypted tokens are in it.
  const file = await open(path, 'w', 0o600);
  return file.createWriteStream({ flush: true });
}

async function write(
  lines: AsyncIterable<string>,
  openOutput: () => NodeJS.WritableStream | Promise<NodeJS.WritableStream>,
  name: string,
): Promise<void> {
  try {
    await pipeline(lines, await openOutput());
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error) || !('syscall' in error)) throw error;
    throw new UserError(
      'unavailable',
      `${name} cannot be written to: ${error.message}.`,
      'Name a file in a folder that may be written to, on a disk with room.',
    );
  }
}
