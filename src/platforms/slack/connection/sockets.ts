import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App, Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { backoff, type Pauses } from '../../../resilience/backoff.ts';
import {
  openSocketConnection,
  type SocketConnection,
  type SocketConnectionOptions,
} from './socket-connection.ts';
import { cannotConnect, describeSocketError, isFatal } from './socket-errors.ts';
import { receiverEventOf } from './socket-payload.ts';

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
    const event = receiverEventOf(args, log);
    if (!event) return;
    try {
      await app?.processEvent(event);
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
          fatal = describeSocketError(error);
          log.error({ reason: fatal }, 'Slack no longer accepts the app-level token; put a new one in place');
        }
        failures += 1;
        log.warn(
          { reason: describeSocketError(error), failures },
          'Socket Mode connection failed; trying again',
        );
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

function retryDelay(failures: number): number {
  return backoff(failures, RETRIES, Math.random());
}
