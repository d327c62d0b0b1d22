/** Gives up being root, who may write to read-only files; then prints as JSON why the store cannot be opened. */
import { pino } from 'pino';
import { UserError } from '../../../src/errors.ts';
import { openStore } from '../../../src/store/store.ts';

const NOBODY = 65534;

const location = JSON.parse(process.argv[2] ?? '');
if (process.getuid?.() === 0) {
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
try {
  await (await openStore({ location, log: pino({ level: 'silent' }) })).close();
  process.stdout.write('{}');
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stdout.write(JSON.stringify({ code: error.code, message: error.message, hint: error.hint }));
}
