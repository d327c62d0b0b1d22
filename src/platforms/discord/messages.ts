import type { AttachmentPayload } from 'discord.js';
import type { Logger } from 'pino';
import type { Reply } from '../../reply.ts';
import { cut, oneLine } from './escape.ts';
import { MESSAGE } from './limits.ts';
import { drawPicture } from './pictures.ts';
import { type MessageContent, type RenderOptions, render } from './render.ts';

/** A message ready to be sent: its pictures are drawn. */
export interface ReadyMessage extends Pick<MessageContent, 'content' | 'embeds' | 'components'> {
  readonly files: readonly DrawnFile[];
}

interface DrawnFile extends AttachmentPayload {
  readonly attachment: Buffer;
  readonly name: string;
  readonly description: string;
}

/** Draws a reply. When a picture cannot be drawn, its content is written out instead. */
export async function readyMessages(
  reply: Reply,
  options: RenderOptions,
  log: Logger,
): Promise<readonly ReadyMessage[]> {
  try {
    return await Promise.all(render(reply, options).map(withFiles));
  } catch (error) {
    log.error({ err: error }, 'a picture could not be drawn; it is written out');
    return await Promise.all(render(reply, { ...options, pictures: false }).map(withFiles));
  }
}

async function withFiles({ pictures, ...message }: MessageContent): Promise<ReadyMessage> {
  const files = await Promise.all(
    pictures.map(async (picture) => ({
      attachment: await drawPicture(picture),
      name: picture.name,
      description: cut(oneLine(picture.alternative), MESSAGE.altText),
    })),
  );
  return { ...message, files };
}

/**
 * The form discord.js takes. Everything is named, also what is empty: an edit keeps what it does not name, and
 * parses mentions anew with Discord's own, generous defaults.
 */
export function payload(message: ReadyMessage) {
  return {
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    files: [...message.files],
    attachments: [],
    allowedMentions: { parse: [], repliedUser: false },
  };
}
