import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Receiver, ReceiverEvent, Logger as SlackLogger } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { WebAPIPlatformError, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { withoutSecrets } from './log.ts';

/**
 * Slack closes each connection every few hours, and the client opens its successor only after a pause. With two
 * connections, opened apart, one is there while the other is renewed. Slack sends each payload over one of them
 * and allows ten. https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export const CONNECTIONS = 2;

/** Slack says hello within a second of opening. */
const HELLO_TIMEOUT_MS = 15_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;
/** A closing handshake that takes longer is cut off. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Codes of `apps.connections.open` that no waiting mends. */
const FATAL: ReadonlySet<string> = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'user_removed_from_team',
  'team_disabled',
  'socket_mode_not_enabled',
]);

export interface SocketReceiverOptions {
  readonly appToken: string;
  readonly clientOptions: WebClientOptions;
  readonly slackLogger: SlackLogger;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  readonly connections?: number;
}

/** A Bolt receiver over several Socket Mode connections, each renewed by itself. */
export interface SocketReceiver extends Receiver {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly openConnections: number;
  /** When something was last heard from Slack, or a connection tried; absent once trying has ended. */
  readonly aliveAt: Temporal.Instant | undefined;
  /** Why connections cannot be opened any more, when waiting does not help. */
  readonly fatal: string | undefined;
}

interface Connection {
  readonly client: SocketModeClient;
  readonly gone: Promise<void>;
  /** Milliseconds. */
  readonly renewAfter: number;
}

/**
 * Control frames of any connection of undici, whose only ones in this program are Slack's. Slack pings several times
 * a minute, and answers the pings of its client, also where nobody says anything for a day.
 * https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
 */
const SIGNS_OF_LIFE = ['undici:websocket:ping', 'undici:websocket:pong'] as const;

/** What Slack states in its `hello` as a rule. */
const DEFAULT_LIFETIME_MS = 5 * 60 * 60 * 1000;

const hello = z.object({
  type: z.literal('hello'),
  debug_info: z.object({ approximate_connection_time: z.number().positive() }),
});

/** Milliseconds that the connection will live, where the message is Slack's `hello`. */
function statedLifetime(data: unknown): number | undefined {
  if (typeof data !== 'string' || !data.includes('"hello"')) return undefined;
  try {
    const parsed = hello.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data.debug_info.approximate_connection_time * 1000 : undefined;
  } catch {
    return undefined;
  }
}

const incoming = z.object({
  ack: z.custom<(body?: Record<string, unknown>) => Promise<void>>((value) => typeof value === 'function'),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});

export function createSocketReceiver(options: SocketReceiverOptions): SocketReceiver {
  const { log, connections = CONNECTIONS } = options;
  const open = new Set<SocketModeClient>();
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  let app: App | undefined;
  let fatal: string | undefined;
  let aliveAt: Temporal.Instant | undefined;

  function showLife(): void {
    aliveAt = options.now();
  }

  async function receive(args: unknown): Promise<void> {
    const parsed = incoming.safeParse(args);
    if (!parsed.success || !app) return;
    const { ack, body, retry_num, retry_reason } = parsed.data;
    let acknowledged = false;
    const event: ReceiverEvent = {
      body,
      // The answer to an envelope can be given once; HTTP refuses a second one, so neither is it sent here.
      ack: async (response?: unknown) => {
        if (acknowledged) return;
        acknowledged = true;
        await ack(ackPayload(response));
      },
      ...(retry_num === undefined ? {} : { retryNum: retry_num }),
      ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
    };
    try {
      await app.processEvent(event);
    } catch (error) {
      log.error({ err: error }, 'an inbound payload was not processed');
    }
  }

  /** Resolves with the connection when Slack said hello. */
  async function connect(): Promise<Connection> {
    showLife();
    const client = new SocketModeClient({
      appToken: options.appToken,
      // Its own way of reconnecting pauses at each renewal and can end the process; `keepConnected` does it.
      autoReconnectEnabled: false,
      logger: options.slackLogger,
      clientOptions: options.clientOptions,
    });
    let lifetime = DEFAULT_LIFETIME_MS;
    client.on('slack_event', (args: unknown) => void receive(args));
    client.on('ws_message', (data: unknown) => {
      showLife();
      lifetime = statedLifetime(data) ?? lifetime;
    });
    const gone = new Promise<void>((resolve) => {
      client.once('disconnected', () => resolve());
    });
    const timeout = setTimeout(() => void close(client), HELLO_TIMEOUT_MS);
    try {
      await client.start();
    } catch (error) {
      throw error ?? new Error('the connection was closed before Slack said hello');
    } finally {
      clearTimeout(timeout);
    }
    open.add(client);
    gone.then(() => open.delete(client));
    return { client, gone, renewAfter: lifetime * (0.5 + Math.random() * 0.4) };
  }

  /** Renews the connection before Slack closes it: the successor is there before the old one goes. */
  async function keepConnected(first: Connection): Promise<void> {
    let current: Connection | undefined = first;
    let failures = 0;
    while (!stopping.signal.aborted && fatal === undefined) {
      if (current && (await stillOpenAfter(current, current.renewAfter)) === false) current = undefined;
      if (stopping.signal.aborted) break;
      try {
        const next = await connect();
        if (current) await close(current.client);
        current = next;
        failures = 0;
      } catch (error) {
        if (isFatal(error)) {
          fatal = describe(error);
          log.error({ reason: fatal }, 'Slack no longer accepts the app-level token; put a new one in place');
        }
        failures += 1;
        log.warn({ reason: describe(error), failures }, 'Socket Mode connection failed; trying again');
        await pause(retryDelay(failures));
      }
    }
    if (current) await close(current.client);
  }

  function pause(milliseconds: number): Promise<void> {
    return sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  async function stillOpenAfter({ gone }: Connection, milliseconds: number): Promise<boolean> {
    const timer = new AbortController();
    const renewal = sleep(milliseconds, true, {
      signal: AbortSignal.any([timer.signal, stopping.signal]),
    }).catch(() => true);
    const open = await Promise.race([gone.then(() => false), renewal]);
    timer.abort();
    return open;
  }

  return {
    init(bolt) {
      app = bolt;
    },
    async start() {
      const started = await Promise.allSettled(Array.from({ length: connections }, () => connect()));
      const made = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      if (made.length < connections) {
        stopping.abort();
        await Promise.all(made.map(({ client }) => close(client)));
        const failed = started.find((result) => result.status === 'rejected');
        throw cannotConnect(failed?.reason);
      }
      for (const sign of SIGNS_OF_LIFE) subscribe(sign, showLife);
      loops.push(...made.map(keepConnected));
    },
    async stop() {
      stopping.abort();
      for (const sign of SIGNS_OF_LIFE) unsubscribe(sign, showLife);
      await Promise.all(loops);
    },
    get openConnections() {
      return open.size;
    },
    get aliveAt() {
      return fatal === undefined ? aliveAt : undefined;
    },
    get fatal() {
      return fatal;
    },
  };
}

async function close(client: SocketModeClient): Promise<void> {
  const gone = client.disconnect();
  const timer = setTimeout(() => {
    // Asked a second time, the client cuts the connection without waiting for the other side.
    client.disconnect().catch(() => undefined);
  }, CLOSE_TIMEOUT_MS);
  await gone.catch(() => undefined);
  clearTimeout(timer);
}

function ackPayload(response: unknown): Record<string, unknown> {
  if (typeof response === 'string') return { text: response };
  return typeof response === 'object' && response !== null ? { ...response } : {};
}

/** Half a second doubled with each failure, spread so that many processes do not come back at one moment. */
function retryDelay(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
}

function isFatal(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && FATAL.has(error.data.error);
}

function describe(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return withoutSecrets(error instanceof Error ? error.message : String(error));
}

function cannotConnect(error: unknown): UserError {
  const reason = describe(error);
  if (error instanceof WebAPIPlatformError && error.data.error === 'missing_scope') {
    return new UserError(
      'not_allowed',
      'SLACK_APP_TOKEN lacks the scope connections:write.',
      'Make an app-level token with that scope under Basic Information of the Slack app.',
    );
  }
  return isFatal(error)
    ? new UserError(
        'not_allowed',
        `Slack does not accept SLACK_APP_TOKEN (${reason}).`,
        'Copy the app-level token (xapp-…) from Basic Information of the Slack app, and see that Socket Mode is on.',
      )
    : new UserError(
        'unavailable',
        `Slack’s Socket Mode could not be reached (${reason}).`,
        'Check the network and SLACK_API_URL, then start again.',
      );
}
