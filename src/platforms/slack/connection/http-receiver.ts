import type { IncomingMessage } from 'node:http';
import { type CustomRoute, HTTPReceiver, type Logger as SlackLogger } from '@slack/bolt';
import { EVENTS_PATH } from '../registration/paths.ts';

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  /** Pages beside the address that Slack sends to. */
  readonly customRoutes: CustomRoute[];
  readonly slackLogger: SlackLogger;
  readonly now: () => Temporal.Instant;
}

/** Seconds that the time of a request may be ahead of ours: as many as Bolt allows it to be behind, which is all that Bolt looks at. */
const CLOCK_TOLERANCE = 300;

/**
 * Milliseconds for all of a request, and for its headers: Slack itself waits three seconds for the answer. Whoever sends
 * slowly would otherwise keep a connection, and what has arrived of four megabytes, for five minutes.
 */
export const PATIENCE = {
  requestTimeout: 10_000,
  headersTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
} as const;

/** Takes what Slack signed, dated within five minutes either way. */
export function createHttpReceiver({
  signingSecret,
  customRoutes,
  slackLogger,
  now,
}: HttpReceiverOptions): HTTPReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: EVENTS_PATH,
    customRoutes,
    logger: slackLogger,
  });
  const take = receiver.requestListener;
  // Before the body is read: neither depends on who signed it.
  receiver.requestListener = (request, response) => {
    if (!URL.canParse(request.url ?? '', 'http://localhost')) {
      // Bolt would call it an error of its own.
      response.writeHead(400).end();
    } else if (secondsAhead(request, now()) > CLOCK_TOLERANCE) {
      slackLogger.warn('A request was dated more than five minutes ahead: refused. Is the clock here right?');
      response.writeHead(401).end();
    } else take(request, response);
  };
  return receiver;
}

function secondsAhead({ headers }: IncomingMessage, now: Temporal.Instant): number {
  const sentAt = Number(headers['x-slack-request-timestamp']);
  return Number.isNaN(sentAt) ? 0 : sentAt - now.epochMilliseconds / 1000;
}
