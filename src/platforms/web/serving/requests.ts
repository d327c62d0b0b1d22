import type { Context } from 'hono';
import { z } from 'zod';
import { LONGEST_QUESTION } from '../../../dispatch/dispatcher.ts';
import { UserError } from '../../../errors.ts';
import { isTimeZone } from '../../../time-zone.ts';
import { SAID_CHARACTERS } from '../limits.ts';

/** What the page may send. Unknown keys are errors, so that a typing error in the page is noticed. */

const zone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'expected a time zone of the IANA database, such as Europe/London');
const speaker = { as: z.string().min(1).max(64), zone };
const conversation = z.string().min(1).max(200);
/** Whole, but for a message that could not be stored. */
const messageId = z.number().positive();
const words = z.string().max(SAID_CHARACTERS);

export const reading = z.object({ ...speaker });
export const pageReading = z.object({
  ...speaker,
  conversation,
  before: z.coerce.number().positive().optional(),
});
export const following = z.object({ ...speaker, after: z.string().max(100) });

export const saying = z.strictObject({
  ...speaker,
  conversation,
  text: z.string().trim().min(1, 'expected some text').max(SAID_CHARACTERS),
});
export const pressing = z.strictObject({ ...speaker, message: messageId, words });
export const asking = z.strictObject({
  ...speaker,
  message: messageId,
  topic: z.string().max(200).optional(),
  question: z.string().trim().min(1, 'expected a question').max(LONGEST_QUESTION),
});
export const sharing = z.strictObject({ ...speaker, message: messageId, words });
export const completing = z.strictObject({
  ...speaker,
  conversation,
  line: z.string().max(SAID_CHARACTERS),
});
export const signingIn = z.object({ password: z.string().min(1).max(1000) });

/** The JSON that a request carries. Throws a `UserError` where it is not of the schema's form. */
export async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/iu.test(context.req.header('content-type') ?? '')) {
    throw new UserError('invalid', 'The request is not JSON.', 'Send Content-Type: application/json.');
  }
  const body: unknown = await context.req.json().catch(() => {
    throw new UserError('invalid', 'The request is not valid JSON.', 'Load the page again.');
  });
  return checked(schema, body);
}

/** What stands behind the `?` of a request's address; throws like `readBody`. */
export function readQuery<T>(context: Context, schema: z.ZodType<T>): T {
  return checked(schema, context.req.query());
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new UserError('invalid', z.prettifyError(result.error), 'Load the page again.');
}
