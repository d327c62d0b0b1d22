import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import type { Dispatcher } from '../../src/dispatch/dispatcher.ts';
import type { Platform, Target } from '../../src/platforms/platform.ts';
import { createTerminalPlatform } from '../../src/platforms/terminal/connect.ts';
import { createWebPlatform } from '../../src/platforms/web/connect.ts';
import { openStore } from '../../src/store/store.ts';
import { running } from '../platforms/discord/running.ts';
import { setUp } from '../platforms/slack/set-up.ts';
import { visitorAt } from '../platforms/web/sample-workspace.ts';
import { WORLD } from '../standins/discord/world.ts';

/** A started platform with a person at the other end. */
export interface PlatformUnderTest extends AsyncDisposable {
  readonly platform: Platform;
  /** Where posting works. */
  readonly target: Target;
  /** Where it never will; absent on a platform that takes any place. */
  readonly nowhere?: Target;
  /** A person asks in words. Resolves when the platform has taken them, not when it has answered. */
  ask(words: string): Promise<void>;
  /** Everything that the person can read by now, as one text. */
  shown(): Promise<string>;
}

export interface PlatformKind {
  readonly name: string;
  open(dispatcher: Dispatcher): Promise<PlatformUnderTest>;
}

const silent = pino({ level: 'silent' });

async function openSlack(intake: 'socket' | 'http', dispatcher: Dispatcher): Promise<PlatformUnderTest> {
  const at = await setUp(intake, { dispatcher });
  return {
    platform: at.platform,
    target: { workspace: 'T0STANDIN', channel: 'C0GENERAL' },
    nowhere: { workspace: 'T0STANDIN', channel: 'C0FOREIGN' },
    ask: async (words) => {
      await at.slack.command(words);
    },
    shown: async () => at.slack.workspace.messages.map(({ text }) => text).join('\n'),
    [Symbol.asyncDispose]: () => at[Symbol.asyncDispose](),
  };
}

async function openDiscord(dispatcher: Dispatcher): Promise<PlatformUnderTest> {
  const at = await running({ dispatcher });
  return {
    platform: at.platform,
    target: { workspace: WORLD.guildId, channel: WORLD.general },
    nowhere: { workspace: WORLD.guildId, channel: '399999999999999999' },
    ask: async (words) => {
      at.discord.say(words, { channelId: WORLD.direct });
    },
    shown: async () => at.discord.messages.map(({ request }) => request.content ?? '').join('\n'),
    [Symbol.asyncDispose]: () => at.close(),
  };
}

async function openWeb(dispatcher: Dispatcher): Promise<PlatformUnderTest> {
  const store = await openStore({ location: { kind: 'sqlite', path: ':memory:' }, log: silent });
  const platform = createWebPlatform({
    host: '127.0.0.1',
    port: 0,
    dispatcher,
    history: store.workspaceHistory,
    now: Temporal.Now.instant,
    log: silent,
  });
  await platform.start();
  const visitor = visitorAt(platform.health().detail);
  return {
    platform,
    target: { workspace: 'local', channel: 'general' },
    ask: async (words) => {
      // The page waits for the answer with this request; a person does not.
      void visitor
        .post('/api/say', { conversation: 'general', text: `/brief ${words}` })
        .catch(() => undefined);
    },
    shown: async () => JSON.stringify(await visitor.messages('general')),
    async [Symbol.asyncDispose]() {
      await platform.stop();
      await store.close();
    },
  };
}

async function openTerminal(dispatcher: Dispatcher): Promise<PlatformUnderTest> {
  const input = new PassThrough();
  const output = new PassThrough();
  let written = '';
  output.on('data', (chunk) => {
    written += String(chunk);
  });
  const platform = createTerminalPlatform({
    dispatcher,
    input,
    output,
    color: false,
    zone: 'Europe/London',
    onLeave: () => {},
  });
  await platform.start();
  return {
    platform,
    target: { workspace: 'local', channel: 'terminal' },
    ask: async (words) => {
      input.write(`${words}\n`);
    },
    shown: async () => written,
    [Symbol.asyncDispose]: () => platform.stop(),
  };
}

/** Every platform; the suite in `platform.test.ts` runs on each. */
export const platforms: readonly PlatformKind[] = [
  { name: 'slack', open: (dispatcher) => openSlack('socket', dispatcher) },
  { name: 'slack', open: (dispatcher) => openSlack('http', dispatcher) },
  { name: 'discord', open: openDiscord },
  { name: 'web', open: openWeb },
  { name: 'terminal', open: openTerminal },
];
