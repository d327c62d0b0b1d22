import { type Answer, checkMessage } from './answer.ts';
import { messageSchema } from './message-rules.ts';
import type { RequestBody } from './request-body.ts';
import { messageObject, type ShownMessage } from './shown.ts';

/** An edit that names everything, as ours do. What a message replies to stays. */
export function replaceShown(message: ShownMessage, { body, files }: RequestBody): Answer {
  const invalid = checkMessage(body);
  if (invalid) return invalid;
  const { message_reference } = message.request;
  const request = { ...messageSchema.parse(body), ...(message_reference ? { message_reference } : {}) };
  Object.assign(message, { waiting: false, request, files });
  return { status: 200, body: messageObject(message) };
}
