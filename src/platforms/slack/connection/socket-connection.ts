import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger as SlackLogger } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import type { WebClientOptions } from '@slack/web-api';
import { z } from 'zod';

/** Slack says hello within a second of opening. */
const HELLO_TIMEOUT_MS = 15_000;
/** A closing handshake that takes longer is cut off. */
const CLOSE_TIMEOUT_MS = 1_000;
/** What Slack states in its `hello` as a rule. */
const DEFAULT_LIFETIME_MS = 5 * 60 * 60 * 1000;

/** One Socket Mode connection, from Slack's hello on. */
export interface SocketConnection {
  /** Resolves when it is over, whoever ended it. */
  readonly gone: Promise<void>;
  /** Resolves when a successor should take over: Slack asked for it, or most of the lifetime is past. */
  readonly due: Promise<void>;
  close(): Promise<void>;
}

export interface SocketConnectionOptions {
  readonly appToken: string;
  readonly clientOptions: WebClientOptions;
  readonly slackLogger: SlackLogger;
  /** A payload, as the client gives it: `ack` and `body`. */
  readonly onPayload: (payload: unknown) => void;
  /** Anything at all was heard. */
  readonly onSign: () => void;
}

const hello = z.object({
  type: z.literal('hello'),
  debug_info: z.object({ approximate_connection_time: z.number().positive() }),
});
/** Slack goes on delivering for some ten seconds after these. */
const renewal = z.object({ type: z.literal('disconnect'), reason: z.enum(['warning', 'refresh_requested']) });

/** Resolves when Slack said hello; rejects with the reason when there will be no connection. */
export async function openSocketConnection(options: SocketConnectionOptions): Promise<SocketConnection> {
  const client = new SocketModeClient({
    appToken: options.appToken,
    // Its own way of reconnecting pauses at each renewal and can end the process; the receiver does it.
    autoReconnectEnabled: false,
    logger: options.slackLogger,
    clientOptions: options.clientOptions,
  });
  const asked = Promise.withResolvers<void>();
  let lifetime = DEFAULT_LIFETIME_MS;

  // The client would close at a mere warning, before there is a successor: such messages are kept from it.
  const [handle] = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    options.onSign();
    const message = parsed(data);
    lifetime =
      (hello.safeParse(message).data?.debug_info.approximate_connection_time ?? lifetime / 1000) * 1000;
    if (renewal.safeParse(message).success) asked.resolve();
    else handle?.call(client, data, isBinary);
  });
  client.on('slack_event', options.onPayload);

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

  const over = new AbortController();
  void gone.then(() => over.abort());
  const aged = sleep(lifetime * (0.5 + Math.random() * 0.4), undefined, { signal: over.signal });
  return {
    gone,
    due: Promise.race([asked.promise, aged.catch(() => undefined)]),
    close: () => close(client),
  };
}

/** Envelopes are many and long; only Slack's own messages are looked into. */
function parsed(data: unknown): unknown {
  if (typeof data !== 'string' || !/"type"\s*:\s*"(?:hello|disconnect)"/u.test(data.slice(0, 200)))
    return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
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
