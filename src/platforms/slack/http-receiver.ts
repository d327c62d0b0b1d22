import type { IncomingMessage } from 'node:http';
import { type CustomRoute, HTTPReceiver, type Logger as SlackLogger } from '@slack/bolt';
import { EVENTS_PATH } from './paths.ts';

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  /** Pages beside the address that Slack sends to. */
  readonly customRoutes: CustomRoute[];
  readonly slackLogger: SlackLogger;
  readonly now: () => Temporal.Instant;
}

/** Seconds that the time of a request may be ahead of ours: as many as Bolt allows it to be behind, which is all that Bolt looks at. */
const CLOCK_TOLERANCE = 300;

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
  // Before the body is read: the time alone decides, whoever signed it.
  receiver.requestListener = (request, response) => {
    if (secondsAhead(request, now()) <= CLOCK_TOLERANCE) return take(request, response);
    slackLogger.warn('A request was dated more than five minutes ahead: refused. Is the clock here right?');
    response.writeHead(401).end();
  };
  return receiver;
}

function secondsAhead({ headers }: IncomingMessage, now: Temporal.Instant): number {
  const sentAt = Number(headers['x-slack-request-timestamp']);
  return Number.isNaN(sentAt) ? 0 : sentAt - now.epochMilliseconds / 1000;
}
