/** One answer in a terminal: `npm run --silent brief -- iran-talks actors`; without words, a prompt. */

import type { WriteStream } from 'node:tty';
import { readConfig } from '../config/config.ts';
import { loadEnvironment } from '../config/environment.ts';
import { createLog } from '../ops/logging/log.ts';
import { runProgram } from '../ops/process/run-program.ts';
import { createTerminalPlatform } from '../platforms/terminal/connect.ts';
import { terminalRequest } from '../platforms/terminal/receive.ts';
import { renderTerminal } from '../platforms/terminal/render.ts';
import { createTransientText } from '../platforms/terminal/transient-text.ts';
import { columnsOf } from '../platforms/terminal/width.ts';
import type { Reply } from '../reply.ts';
import { assemble } from '../wiring/core.ts';

const JSON_FLAG = '--json';
/** What was asked for does not exist or is not understood, as opposed to 1: the program itself failed. */
const EXIT_USER_ERROR = 2;

const words = process.argv.slice(2).filter((word) => word !== JSON_FLAG);
const asJson = process.argv.includes(JSON_FLAG);

await runProgram(run);

async function run(): Promise<number> {
  const environment = loadEnvironment();
  const config = readConfig(environment);
  // Who reads here is no operator: what is wrong with a briefing is in the replies.
  const logLevel = environment['LOG_LEVEL'] ? config.logLevel : 'error';
  const interactive = words.length === 0 && process.stdin.isTTY && process.stdout.isTTY && !asJson;
  const beginning = createTransientText(process.stdout);
  const core = await assemble({
    config,
    now: Temporal.Now.instant,
    // A line between the beginning and its removal would be removed in its place.
    log: createLog(logLevel, { secrets: config.secrets, beforeLine: beginning.clear }),
    watch: interactive,
    isGuest: true,
  });
  try {
    if (interactive) {
      await new Promise<void>((resolve, reject) => {
        const terminal = createTerminalPlatform({
          dispatcher: core.dispatcher,
          input: process.stdin,
          output: process.stdout,
          color: process.stdout.hasColors(),
          zone: config.zone,
          onLeave: resolve,
        });
        terminal.start().catch(reject);
      });
      return 0;
    }
    const drawn = (reply: Reply, stream: WriteStream) =>
      renderTerminal(reply, {
        columns: columnsOf(stream, process.env['COLUMNS']),
        color: stream.isTTY && stream.hasColors(),
        zone: config.zone,
        prefix: 'npm run --silent brief -- ',
      });
    const { reply, outcome } = await core.dispatcher.answer({
      ...terminalRequest(words.join(' '), config.zone),
      ...(asJson ? {} : { onBeginning: (begun) => beginning.show(drawn(begun.reply, process.stdout)) }),
    });
    beginning.clear();
    const failed = outcome !== 'ok';
    const stream = failed ? process.stderr : process.stdout;
    stream.write(asJson ? `${JSON.stringify(reply, null, 2)}\n` : drawn(reply, stream));
    if (outcome === 'internal') return 1;
    return failed ? EXIT_USER_ERROR : 0;
  } finally {
    await core.stop();
  }
}
