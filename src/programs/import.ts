/** `npm run import -- backup.jsonl`: fills an empty database with what `npm run export` wrote; `-` reads standard input. */

import { createReadStream } from 'node:fs';
import { readConfig } from '../config/config.ts';
import { loadEnvironment } from '../config/environment.ts';
import { UserError } from '../errors.ts';
import { createLog } from '../ops/logging/log.ts';
import { runProgram } from '../ops/process/run-program.ts';
import { importStore } from '../store/backup/import-store.ts';

const STANDARD_INPUT = '-';
const REPLACE_FLAG = '--replace';

await runProgram(() => run(process.argv.slice(2)));

async function run(words: readonly string[]): Promise<void> {
  const [file, ...others] = words.filter((word) => word !== REPLACE_FLAG);
  if (file === undefined || file.startsWith('--') || others.length > 0)
    throw new UserError(
      'invalid',
      'Expected one file to import.',
      'Write “npm run import -- backup.jsonl”; “-” for the file is standard input, and --replace throws away what the database holds.',
    );
  const { database, logLevel, secrets } = readConfig(loadEnvironment());
  const { place, header } = await importStore({
    location: database,
    log: createLog(logLevel, { secrets }),
    content: contentOf(file),
    replace: words.includes(REPLACE_FLAG),
  });
  const rows = Object.values(header.rows).reduce((sum, count) => sum + count, 0);
  console.log(`The ${place} now holds what was exported at ${header.made_at}: ${rows} rows.`);
  if ((header.rows['slack_installation'] ?? 0) > 0)
    console.log('Its Slack tokens are encrypted: keep the SLACK_ENCRYPTION_KEY that they were stored with.');
}

async function* contentOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* file === STANDARD_INPUT ? process.stdin : createReadStream(file);
  } catch (error) {
    throw new UserError(
      'not_found',
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Name a file that “npm run export” wrote.',
    );
  }
}
