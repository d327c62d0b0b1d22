import type { AttachmentPayload } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Reply } from '../../../reply.ts';
import { cut } from '../../cut.ts';
import { MESSAGE } from '../limits.ts';
import type { Picture } from './blocks.ts';
import { oneLine } from './escape.ts';
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

/** Makes messages of replies. The same reply and options give the same messages. */
export interface MessageMaker {
  make(reply: Reply, options: MakeOptions): Promise<readonly ReadyMessage[]>;
}

export type MakeOptions = Omit<RenderOptions, 'commandNames' | 'pictures'>;

/** A picture takes tens of milliseconds to draw and about 50 kB to keep. */
const REMEMBERED_PICTURES = 60;

/** The dispatcher gives the same reply until its briefing changes, so what was made of one is kept as long as it is. */
export function createMessageMaker(commandNames: ReadonlySet<string>, log: Logger): MessageMaker {
  const made = new WeakMap<Reply, Map<string, Promise<readonly ReadyMessage[]>>>();
  const drawn = new LRUCache<string, Promise<Buffer>>({ max: REMEMBERED_PICTURES });

  async function make(reply: Reply, options: MakeOptions): Promise<readonly ReadyMessage[]> {
    // A reference differs with every message.
    if (options.reference) return await fresh(reply, options);
    const byOptions = made.get(reply) ?? new Map<string, Promise<readonly ReadyMessage[]>>();
    made.set(reply, byOptions);
    const key = JSON.stringify([options.words, options.from, options.maximum, options.isPrivate]);
    const known = byOptions.get(key);
    if (known) return await known;
    const making = fresh(reply, options);
    byOptions.set(key, making);
    making.catch(() => byOptions.delete(key));
    return await making;
  }

  /** When a picture cannot be drawn, its content is written out instead. */
  async function fresh(reply: Reply, options: MakeOptions): Promise<readonly ReadyMessage[]> {
    try {
      return await Promise.all(render(reply, { ...options, commandNames }).map(withFiles));
    } catch (error) {
      log.error({ err: error }, 'a picture could not be drawn; it is written out');
      const written = render(reply, { ...options, commandNames, pictures: false });
      return await Promise.all(written.map(withFiles));
    }
  }

  async function withFiles({ pictures, ...message }: MessageContent): Promise<ReadyMessage> {
    const files = await Promise.all(
      pictures.map(async (picture) => ({
        attachment: await draw(picture),
        name: picture.name,
        description: cut(oneLine(picture.alternative), MESSAGE.altText),
      })),
    );
    return { ...message, files };
  }

  function draw(picture: Picture): Promise<Buffer> {
    const key = JSON.stringify(picture.block);
    const known = drawn.get(key);
    if (known) return known;
    const drawing = drawPicture(picture);
    drawn.set(key, drawing);
    drawing.catch(() => drawn.delete(key));
    return drawing;
  }

  return { make };
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
