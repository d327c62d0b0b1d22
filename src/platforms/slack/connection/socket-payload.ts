import type { ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import { describeSocketError } from './socket-errors.ts';

const incoming = z.object({
  ack: z.custom<(body?: Record<string, unknown>) => Promise<void>>((value) => typeof value === 'function'),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});

/** What a Socket Mode client hands over, as Bolt takes it; undefined where it is no payload. */
export function receiverEventOf(args: unknown, log: Logger): ReceiverEvent | undefined {
  const parsed = incoming.safeParse(args);
  if (!parsed.success) return undefined;
  const { ack, body, retry_num, retry_reason } = parsed.data;
  let acknowledged = false;
  return {
    body,
    // The answer to an envelope can be given once; HTTP refuses a second one, so neither is it sent here.
    ack: async (response?: unknown) => {
      if (acknowledged) return;
      acknowledged = true;
      // A connection may end right after a payload: what was asked is still to be done.
      await ack(ackPayload(response)).catch((error: unknown) =>
        log.warn({ reason: describeSocketError(error) }, 'a payload could not be acknowledged'),
      );
    },
    ...(retry_num === undefined ? {} : { retryNum: retry_num }),
    ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
  };
}

function ackPayload(response: unknown): Record<string, unknown> {
  if (typeof response === 'string') return { text: response };
  return typeof response === 'object' && response !== null ? { ...response } : {};
}
