import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { escapeText } from '../rendering/escape.ts';
import { respond } from '../sending/response-url.ts';

const answerable = z.object({ response_url: z.url() });
const authorizationError = z.object({ original: z.instanceof(UserError) });

/**
 * Bolt hands a payload to nobody whose workspace cannot be looked up just now. Where Slack gave an address for answers,
 * which needs no token, the person is told so: silence would look like a broken app.
 */
export async function tellAuthorizationFailure(error: unknown, payload: unknown): Promise<void> {
  const failure = authorizationError.safeParse(error).data?.original;
  const url = answerable.safeParse(payload).data?.response_url;
  if (!failure || url === undefined) return;
  const text = escapeText(`${failure.message} ${failure.hint}`);
  await respond(url, { text, response_type: 'ephemeral', replace_original: false });
}
