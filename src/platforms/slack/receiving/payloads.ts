import { z } from 'zod';

/** What we read of Slack's payloads beyond what Bolt's types promise; anything else in them is ignored. */

/** The button that was pressed, of a `block_actions` payload. */
export const press = z.object({
  trigger_id: z.string(),
  response_url: z.string().optional(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({
    type: z.string(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
    view_id: z.string().optional(),
  }),
  view: z.object({ id: z.string(), type: z.string() }).optional(),
  actions: z
    .array(z.object({ action_id: z.string(), value: z.string().optional(), action_ts: z.string() }))
    .min(1),
});

export type Press = z.output<typeof press>;

/** A message that people wrote, in a channel, thread or direct message. */
export const saidMessage = z.object({
  ts: z.string(),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string(),
  text: z.string().default(''),
  thread_ts: z.string().optional(),
  /** Of a reply in a thread: who began the thread. */
  parent_user_id: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
});

export type SaidMessage = z.output<typeof saidMessage>;

/** Kinds of `message` that a person writes; all others are edits, joins and the like. */
const WRITTEN: ReadonlySet<string | undefined> = new Set([undefined, 'file_share', 'thread_broadcast']);

export function isWrittenByPerson(message: SaidMessage): boolean {
  return message.bot_id === undefined && WRITTEN.has(message.subtype);
}
