/** One of the two servers that `slack.ts` compares, as a process of its own: `bare` or `rapporteur`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, HTTPReceiver } from '@slack/bolt';
import { pino } from 'pino';
import { readConfig } from '../src/config/config.ts';
import { createSlackPlatform } from '../src/platforms/slack/connect.ts';
import { assemble } from '../src/wiring/core.ts';
import { SIGNING_SECRET, type Usage } from './slack-load.ts';

const [kind, slack = '', briefings = 'briefings'] = process.argv.slice(2);
const port = await freePort();
const stop = kind === 'bare' ? await startBare() : await startRapporteur();
process.send?.(port);
process.on('message', async (wanted) => {
  if (wanted === 'usage') {
    process.send?.(usage());
    return;
  }
  await stop();
  process.disconnect?.();
});

function usage(): Usage {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    cpuSeconds: (user + system) / 1e6,
    residentMegabytes: rss / 1e6,
    heldMegabytes: (heapUsed + external) / 1e6,
  };
}

/** What Bolt’s own tutorial shows, with nothing more. */
async function startBare(): Promise<() => Promise<unknown>> {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET });
  const app = new App({
    receiver,
    token: 'xoxb-bench',
    clientOptions: { slackApiUrl: `${slack}/api/` },
  });
  app.command('/brief', async ({ ack, respond }) => {
    await ack();
    await respond('A constant.');
  });
  await receiver.start({ host: '127.0.0.1', port });
  return () => receiver.stop();
}

async function startRapporteur(): Promise<() => Promise<unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-slack-'));
  const log = pino({ level: 'warn' });
  const now = Temporal.Now.instant;
  const core = await assemble({
    config: readConfig({ DATA_DIR: folder, BRIEFINGS_DIR: briefings }),
    now,
    log,
    watch: false,
  });
  await core.ready();
  const platform = createSlackPlatform({
    config: {
      intake: { kind: 'http', signingSecret: SIGNING_SECRET },
      tokens: { kind: 'one', botToken: 'xoxb-bench' },
      apiUrl: `${slack}/api/`,
      command: '/brief',
      host: '127.0.0.1',
      port,
    },
    dispatcher: core.dispatcher,
    handledEvents: core.store.handledEvents,
    owner: 'bench',
    lease: 90_000,
    zone: 'Europe/London',
    now,
    log,
  });
  await platform.start();
  return async () => {
    await platform.stop();
    await core.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    const found = address !== null && typeof address === 'object' ? address.port : 0;
    server.close(() => resolve(found));
  });
  return await promise;
}
