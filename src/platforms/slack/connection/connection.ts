import type { CustomRoute, Receiver, Logger as SlackLogger } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import { UserError } from '../../../errors.ts';
import type { SlackConfig } from '../settings.ts';
import { createHttpReceiver, PATIENCE } from './http-receiver.ts';
import { createSocketReceiver, type SocketReceiver } from './sockets.ts';

export interface ConnectionOptions {
  readonly config: Pick<SlackConfig, 'intake' | 'host' | 'port'>;
  /** Pages beside the address that Slack sends to, over HTTP. */
  readonly customRoutes: CustomRoute[];
  readonly clientOptions: WebClientOptions;
  readonly slackLogger: SlackLogger;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** The way from Slack: sockets that we open, or a port that Slack sends to. */
export interface Connection {
  /** What the app of Bolt is given. */
  readonly receiver: Receiver;
  /** Absent over HTTP, where Slack comes to us. */
  readonly sockets: SocketReceiver | undefined;
  /** @throws UserError when Slack refuses us for good, or the port cannot be had */
  start(): Promise<void>;
  /** Takes nothing more. */
  stop(): Promise<void>;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { config, customRoutes, clientOptions, slackLogger, now, log } = options;
  const { intake } = config;
  if (intake.kind === 'socket') {
    const sockets = createSocketReceiver({ appToken: intake.appToken, clientOptions, slackLogger, now, log });
    return { receiver: sockets, sockets, start: () => sockets.start(), stop: () => sockets.stop() };
  }
  const { signingSecret } = intake;
  const receiver = createHttpReceiver({ signingSecret, customRoutes, slackLogger, now });
  return {
    receiver,
    sockets: undefined,
    async start() {
      try {
        await receiver.start({ host: config.host, port: config.port }, PATIENCE);
      } catch (error) {
        throw new UserError(
          'unavailable',
          `Slack’s requests cannot be received on ${config.host}:${config.port} (${error instanceof Error ? error.message : String(error)}).`,
          'Choose another SLACK_HOST or SLACK_PORT.',
        );
      }
    },
    async stop() {
      await receiver.stop();
    },
  };
}
