/** A process of its own: starts the program on a folder, answers once, and prints what that took as JSON. */
import { pino } from 'pino';
import { readConfig } from '../src/config/config.ts';
import { terminalRequest } from '../src/platforms/terminal/receive.ts';
import { createWebPlatform } from '../src/platforms/web/connect.ts';
import { assemble } from '../src/wiring/core.ts';

const log = pino({ level: 'error' });
const now = Temporal.Now.instant;
const config = readConfig(process.env);
const core = await assemble({ config, now, log, watch: true });
const web = createWebPlatform({
  host: '127.0.0.1',
  port: 0,
  dispatcher: core.dispatcher,
  history: core.store.workspaceHistory,
  now,
  log,
});
await web.start();
const [words = 'list'] = process.argv.slice(2);
const { outcome } = await core.dispatcher.answer(terminalRequest(words, 'UTC'));
// Counted from the start of the process, the loading of the program included.
const milliseconds = performance.now();
await core.ready();
globalThis.gc?.();
const megabytes = process.memoryUsage().rss / 1e6;
console.log(JSON.stringify({ outcome, milliseconds, megabytes }));
await web.stop();
await core.stop();
