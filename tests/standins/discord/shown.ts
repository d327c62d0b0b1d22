import { plainMessage } from './interactions.ts';
import type { MessageRequest } from './message-rules.ts';
import type { UploadedFile } from './request-body.ts';
import { BOT_USER, WORLD } from './world.ts';

/** A message as people would see it. */
export interface ShownMessage {
  readonly id: string;
  readonly channelId: string;
  ephemeral: boolean;
  deleted: boolean;
  waiting: boolean;
  request: MessageRequest;
  files: readonly UploadedFile[];
  readonly nonce?: string;
}

/** An interaction with all that came back. */
export interface ShownInteraction {
  readonly id: string;
  readonly token: string;
  readonly onMessage: ShownMessage | undefined;
  /** Types of the callbacks that were accepted: 4 message, 5 deferral, 6 deferred update, 7 update, 8 choices, 9 modal. */
  readonly callbacks: number[];
  readonly refused: number[];
  readonly data: unknown[];
  /** `@original` first, then follow-ups. */
  readonly messages: ShownMessage[];
  readonly sentAt: number;
  answeredAt: number;
}

const EPHEMERAL = 64;

export function isEphemeral(flags: number | undefined): boolean {
  return ((flags ?? 0) & EPHEMERAL) !== 0;
}

export function shown(
  id: string,
  channelId: string,
  request: MessageRequest,
  files: readonly UploadedFile[],
): ShownMessage {
  return {
    id,
    channelId,
    ephemeral: isEphemeral(request.flags),
    deleted: false,
    waiting: false,
    request,
    files,
  };
}

/** The message object of the API. */
export function messageObject(message: ShownMessage) {
  return {
    ...plainMessage(message.id, WORLD.general, BOT_USER, message.request.content ?? ''),
    embeds: (message.request.embeds ?? []).map((embed) => ({ type: 'rich', ...embed })),
    components: message.request.components ?? [],
    flags: message.ephemeral ? EPHEMERAL : 0,
    webhook_id: WORLD.applicationId,
    ...(message.request.message_reference ? { message_reference: message.request.message_reference } : {}),
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
  };
}
