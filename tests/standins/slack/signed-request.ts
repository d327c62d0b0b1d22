import { createHmac } from 'node:crypto';
import type { Acknowledgement, Payload, PayloadKind } from './payload.ts';

export const SIGNING_SECRET = 'standin-signing-secret';

/** A request over HTTP, signed as Slack signs it. */
export async function postSigned(
  url: string,
  kind: PayloadKind,
  payload: Payload,
  options: { retry?: number; secret?: string; timestamp?: number } = {},
): Promise<Acknowledgement> {
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
  const started = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...(options.retry === undefined
        ? {}
        : { 'x-slack-retry-num': String(options.retry), 'x-slack-retry-reason': 'http_timeout' }),
    },
    body,
  });
  return {
    status: response.status,
    body: await response.text(),
    milliseconds: performance.now() - started,
  };
}
