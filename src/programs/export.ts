/** `npm run export -- backup.jsonl`: all that the database holds, in a file; `-` writes to standard output. */

import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { readConfig } from '../config.ts';
import { loadEnvironment } from '../environment.ts';
import { UserError } from '../errors.ts';
import { createLog } from '../ops/log.ts';
import { runProgram } from '../ops/run-program.ts';
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
  if (file === STANDARD_OUTPUT) await write(lines, process.stdout, 'Standard output');
  else await writeFile(lines, file);
}

/** Under another name until it is whole and on the disk: a backup that fails leaves the one before it alone. */
async function writeFile(lines: AsyncIterable<string>, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    // For its owner only: conversations and encrypted tokens are in it.
    await write(lines, createWriteStream(unfinished, { mode: 0o600, flush: true }), file);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function write(
  lines: AsyncIterable<string>,
  output: NodeJS.WritableStream,
  name: string,
): Promise<void> {
  try {
    await pipeline(lines, output);
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error) || !('syscall' in error)) throw error;
    throw new UserError(
      'unavailable',
      `${name} cannot be written to: ${error.message}.`,
      'Name a file in a folder that may be written to, on a disk with room.',
    );
  }
}
