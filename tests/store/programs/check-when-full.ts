/**
 * Opens the store at the location given as JSON, lets no file of this process grow any more, as on a full disk, and
 * prints as JSON what the check says before, then, and after there is room again.
 */
import { execFileSync } from 'node:child_process';
import { pino } from 'pino';
import { UserError } from '../../../src/errors.ts';
import { openStore } from '../../../src/store/store.ts';

const location = JSON.parse(process.argv[2] ?? '');
let now = Temporal.Instant.from('2026-02-05T12:00:00Z');
const store = await openStore({ location, log: pino({ level: 'silent' }), now: () => now });

function limitFiles(bytes: string): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`]);
}

/** What the check says a minute later. */
async function check(): Promise<string> {
  now = now.add({ minutes: 1 });
  try {
    await store.check();
    return 'well';
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
}

const said = [await check()];
limitFiles('1024');
said.push(await check());
limitFiles('unlimited');
said.push(await check());
process.stdout.write(JSON.stringify(said));
await store.close();
