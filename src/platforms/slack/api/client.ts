import type { Logger as SlackLogger } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { LRUCache } from 'lru-cache';

/** Slack answers most methods within a second; past this the outcome counts as unknown. */
const CALL_TIMEOUT_MS = 10_000;

/**
 * The client repeats any call by default, also one that posted before its answer got lost, and waits out a rate
 * limit while every other call waits behind it. Here one call is one request; what to do next is decided by us.
 */
export function clientOptions(apiUrl: string, logger: SlackLogger): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
  };
}

/** One client a token: Slack's packages keep a queue in each. */
export function createClients(options: WebClientOptions): (token: string) => WebClient {
  const clients = new LRUCache<string, WebClient>({ max: CLIENTS_KEPT });
  return (token) => {
    const client = clients.get(token) ?? new WebClient(token, options);
    clients.set(token, client);
    return client;
  };
}

/** Rotated tokens leave clients behind. */
const CLIENTS_KEPT = 1_000;
