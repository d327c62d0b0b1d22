import { randomUUID } from 'node:crypto';
import pino from 'pino';
import type { Answer, Completion, Dispatcher, Request } from '../../../src/dispatch/dispatcher.ts';
import type { EventLease, Platform, RecalledEvents } from '../../../src/platforms/platform.ts';
import { createSlackPlatform, type SlackOptions } from '../../../src/platforms/slack/connect.ts';
import type { SlackConfig } from '../../../src/platforms/slack/settings.ts';
import { type Reply, text } from '../../../src/reply.ts';
import { SIGNING_SECRET } from '../../standins/slack/signed-request.ts';
import { APP_TOKEN, BOT_TOKEN, StandInSlack } from '../../standins/slack/slack.ts';

/** A dispatcher that echoes: what was asked stands in the answer. */
export class EchoDispatcher implements Dispatcher {
  readonly requests: Request[] = [];
  visibility: 'private' | 'channel' = 'private';
  /** Awaited before each answer. */
  gate: Promise<void> = Promise.resolve();
  completions: Completion[] = [];
  outcome: (words: string) => Answer['outcome'] = () => 'ok';
  reply: (words: string) => Reply = (words) => ({
    tone: 'plain',
    blocks: [
      { kind: 'text', spans: [text(`You asked: ${words}`)] },
      {
        kind: 'actions',
        actions: [
          { kind: 'run', label: 'Outlook', words: 'iran-talks outlook', where: 'in-place' },
          { kind: 'ask', label: 'Ask a follow-up', topic: 'iran-talks' },
          { kind: 'share', label: 'Share with channel', words },
        ],
      },
    ],
  });

  async answer(request: Request): Promise<Answer> {
    this.requests.push(request);
    await this.gate;
    const { input } = request;
    const words =
      input.kind === 'words' ? input.words : [input.command, ...Object.values(input.options)].join(' ');
    return {
      reply: this.reply(words),
      words,
      visibility: request.audience === 'channel' ? 'channel' : this.visibility,
      outcome: this.outcome(words),
    };
  }

  async complete(): Promise<readonly Completion[]> {
    return this.completions;
  }
}

/** Handled events in memory; given to two platforms, it is what they share. */
export function rememberEvents(): RecalledEvents {
  const seen = new Set<string>();
  const leases = new Map<string, EventLease>();
  function claim(key: string): boolean {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  }
  return {
    claim: async (platform, eventId) => claim(`${platform}/${eventId}`),
    claimBriefly: async (platform, id) => claim(`${platform}/briefly/${id}`),
    async begin(platform, eventId, lease, at) {
      const key = `${platform}/${eventId}`;
      const isFirst = claim(key);
      const held = leases.get(key);
      if (!isFirst && !held) return { kind: 'done' };
      if (held && Temporal.Instant.compare(held.until, at) > 0) return { kind: 'busy', until: held.until };
      leases.set(key, lease);
      return { kind: isFirst ? 'first' : 'left' };
    },
    async renew(platform, eventIds, lease) {
      for (const key of eventIds.map((eventId) => `${platform}/${eventId}`))
        if (leases.get(key)?.owner === lease.owner) leases.set(key, lease);
    },
    finish: async (platform, eventId) => void leases.delete(`${platform}/${eventId}`),
    wasClaimed: async (platform, eventId) => seen.has(`${platform}/${eventId}`),
  };
}

export interface SetUp extends AsyncDisposable {
  readonly slack: StandInSlack;
  readonly dispatcher: EchoDispatcher;
  readonly platform: Platform;
  readonly logged: string[];
}

/** A started platform against a stand-in Slack. Disposed of at the end of the test. */
export async function setUp(
  intake: 'socket' | 'http' = 'socket',
  overrides: Partial<Omit<SlackOptions, 'config'>> & { config?: Partial<SlackConfig> } = {},
  slack?: StandInSlack,
): Promise<SetUp> {
  const standIn = slack ?? new StandInSlack();
  if (!slack) await standIn.start();
  const dispatcher = new EchoDispatcher();
  const logged: string[] = [];
  const port = intake === 'http' ? await freePort() : 0;
  const platform = createSlackPlatform({
    dispatcher,
    handledEvents: rememberEvents(),
    owner: randomUUID(),
    lease: 60_000,
    zone: 'Europe/London',
    now: Temporal.Now.instant,
    log: pino({ level: 'debug' }, { write: (line: string) => logged.push(line) }),
    ...overrides,
    config: {
      intake:
        intake === 'socket'
          ? { kind: 'socket', appToken: APP_TOKEN }
          : { kind: 'http', signingSecret: SIGNING_SECRET },
      tokens: { kind: 'one', botToken: BOT_TOKEN },
      apiUrl: standIn.apiUrl,
      command: '/brief',
      host: '127.0.0.1',
      port,
      ...overrides.config,
    },
  });
  try {
    await platform.start();
  } catch (error) {
    if (!slack) await standIn.stop();
    throw error;
  }
  if (intake === 'http') standIn.receiverUrl = `http://127.0.0.1:${port}/slack/events`;
  return {
    slack: standIn,
    dispatcher,
    platform,
    logged,
    async [Symbol.asyncDispose]() {
      await platform.stop();
      if (!slack) await standIn.stop();
    },
  };
}

/** A port that nothing listened on a moment ago. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    server.close(() => resolve(port));
  });
  return await promise;
}
