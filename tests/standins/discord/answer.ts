import type { z } from 'zod';
import { isEmptyMessage, messageSchema } from './message-rules.ts';

/** What goes back by HTTP. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function refusal(status: number, code: number, message: string): Answer {
  return { status, body: { code, message } };
}

/** Error 50035 when the form is wrong. */
export function checked(schema: z.ZodType, data: unknown): Answer | undefined {
  const result = schema.safeParse(data);
  return result.success ? undefined : refusal(400, 50_035, result.error.message);
}

/** What Discord refuses, and what we hold to be a fault even though Discord accepts it: mentions left to its defaults. */
export function checkMessage(data: unknown): Answer | undefined {
  const result = messageSchema.safeParse(data);
  if (!result.success) return refusal(400, 50_035, result.error.message);
  if (isEmptyMessage(result.data)) return refusal(400, 50_006, 'Cannot send an empty message');
  if (result.data.allowed_mentions?.parse?.length !== 0)
    return refusal(400, 50_035, 'allowed_mentions is not empty');
  return undefined;
}
