import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { backoff, type Pauses } from '../../../resilience/backoff.ts';
import { withoutSecrets } from '../api/log.ts';
import {
  openSocketConnection,
  type SocketConnection,
  type SocketConnectionOptions,
} from './socket-connection.ts';

/**
 * Slack closes each connection every few hours, and may cut any at any time. With two connections, opened apart, one is
 * there while the other is renewed. Slack sends each payload over one of them and allows ten.
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
const CONNECTIONS = 2;

const RETRIES: Pauses = { first: 500, longest: 60_000 };
/** A connection that ends sooner was refused rather than worn out, as with too many of them. */
const SETTLED_MS = 30_000;
/** What a connection brought in just before its successor took over is acknowledged on it. */
const HANDOVER_MS = 1_000;

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

export interface SocketReceiverOptions
  extends Pick<SocketConnectionOptions, 'appToken' | 'clientOptions' | 'slackLogger'> {
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

/**
 * Control frames of any connection of undici, whose only ones in this program are Slack's. Slack pings several times
 * a minute, and answers the pings of its client, also where nobody says anything for a day.
 * https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
 */
const SIGNS_OF_LIFE = ['undici:websocket:ping', 'undici:websocket:pong'] as const;

const incoming = z.object({
  ack: z.custom<(body?: Record<string, unknown>) => Promise<void>>((value) => typeof value === 'function'),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});

export function createSocketReceiver(options: SocketReceiverOptions): SocketReceiver {
  const { log, connections = CONNECTIONS } = options;
  const open = new Set<SocketConnection>();
  const stopping = new AbortController();
  const stopped = new Promise<'stopped'>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
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
        // A connection may end right after a payload: what was asked is still to be done.
        await ack(ackPayload(response)).catch((error: unknown) =>
          log.warn({ reason: describe(error) }, 'a payload could not be acknowledged'),
        );
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

  async function connect(): Promise<SocketConnection> {
    showLife();
    const connection = await openSocketConnection({
      ...options,
      onPayload: (payload) => void receive(payload),
      onSign: showLife,
    });
    open.add(connection);
    void connection.gone.then(() => open.delete(connection));
    return connection;
  }

  /** Renews the connection before Slack closes it: the successor is there before the old one goes. */
  async function keepConnected(first: SocketConnection): Promise<void> {
    let current: SocketConnection | undefined = first;
    let failures = 0;
    let shortLives = 0;
    while (!stopping.signal.aborted && fatal === undefined) {
      if (current) {
        const since = performance.now();
        const end = await Promise.race([
          current.gone.then(() => 'gone' as const),
          current.due.then(() => 'due' as const),
          stopped,
        ]);
        if (end === 'gone') current = undefined;
        shortLives = end === 'gone' && performance.now() - since < SETTLED_MS ? shortLives + 1 : 0;
        if (shortLives > 1) await pause(retryDelay(shortLives - 1));
      }
      if (stopping.signal.aborted) break;
      try {
        const next = await connect();
        failures = 0;
        if (current) {
          await pause(HANDOVER_MS);
          await current.close();
        }
        current = next;
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
    if (current) await current.close();
  }

  function pause(milliseconds: number): Promise<void> {
    return sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
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
        await Promise.all(made.map((connection) => connection.close()));
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

function ackPayload(response: unknown): Record<string, unknown> {
  if (typeof response === 'string') return { text: response };
  return typeof response === 'object' && response !== null ? { ...response } : {};
}

function retryDelay(failures: number): number {
  return backoff(failures, RETRIES, Math.random());
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
