import { createHmac } from 'node:crypto';
import type { Acknowledgement, Payload, PayloadKind } from './payload.ts';

export const SIGNING_SECRET = 'standin-signing-secret';

export interface SigningOptions {
  readonly retry?: number;
  readonly secret?: string;
  /** Seconds since 1970 UTC. */
  readonly timestamp?: number;
}

/** What goes over the wire, which whoever reads it can send again. */
export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Signed as Slack signs it. */
export function sign(kind: PayloadKind, payload: Payload, options: SigningOptions = {}): SignedRequest {
  const json = JSON.stringify(payload);
  const body =
    kind === 'events_api'
      ? json
      : kind === 'interactive'
        ? new URLSearchParams({ payload: json }).toString()
        : new URLSearchParams(Object.entries(payload).map(([key, value]) => [key, String(value)])).toString();
  const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', options.secret ?? SIGNING_SECRET)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return {
    headers: {
      'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...(options.retry === undefined
        ? {}
        : { 'x-slack-retry-num': String(options.retry), 'x-slack-retry-reason': 'http_timeout' }),
    },
    body,
  };
}

/** Sends it over HTTP. */
export async function post(url: string, request: SignedRequest): Promise<Acknowledgement> {
  const started = performance.now();
  const response = await fetch(url, { method: 'POST', ...request });
  return {
    status: response.status,
    body: await response.text(),
    milliseconds: performance.now() - started,
  };
}

export async function postSigned(url: string, ...given: Parameters<typeof sign>): Promise<Acknowledgement> {
  return await post(url, sign(...given));
}
