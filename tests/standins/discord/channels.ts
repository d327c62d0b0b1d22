import { z } from 'zod';
import { type Answer, checkMessage, refusal } from './answer.ts';
import { messageSchema } from './message-rules.ts';
import { replaceShown } from './replace-shown.ts';
import type { RequestBody } from './request-body.ts';
import { messageObject, type ShownMessage, shown } from './shown.ts';
import { madeAt, type Snowflakes } from './snowflakes.ts';
import { channel, FORUM, FORUM_POST, THREAD, WORLD } from './world.ts';

const threadSchema = z.object({ name: z.string().min(1).max(100), message: messageSchema });

/** What `GET /channels/:id` says; a thread or forum post that was opened here counts as well. */
const KNOWN: ReadonlyMap<string, { readonly id: string; readonly type: number }> = new Map(
  [
    channel(WORLD.general, 0, 'general'),
    FORUM,
    channel(WORLD.announcements, 5, 'announcements'),
    THREAD,
    FORUM_POST,
    { id: WORLD.direct, type: 1 },
  ].map((each) => [each.id, each]),
);

/** Messages and threads: what a bot posts with its token. */
export class Channels {
  readonly messages: ShownMessage[] = [];
  readonly threads: {
    readonly id: string;
    readonly parent_id: string;
    readonly name: string;
    readonly owner_id: string;
  }[] = [];
  /** Channels that take messages besides those of the world. */
  readonly others = new Set<string>();
  /** False: every repetition is a new message, as after Discord has forgotten. */
  remembersNonces = true;
  /** Milliseconds for which a nonce is remembered; Discord says "the past few minutes". */
  nonceLifetime = Number.POSITIVE_INFINITY;
  /** Channels whose history the bot may not read: Discord shows it as empty. */
  readonly hidden = new Set<string>();
  readonly #ids: Snowflakes;

  constructor(ids: Snowflakes) {
    this.#ids = ids;
  }

  route(method: string, path: readonly string[], url: URL, sent: RequestBody): Answer | undefined {
    const [id = '', what, message] = path;
    if (method === 'GET' && what === undefined) return this.#describe(id);
    if (what === 'typing') return { status: 204 };
    if (method === 'POST' && what === 'threads') return this.#startThread(id, sent);
    if (method === 'POST' && what === 'messages') return this.#create(id, sent);
    if (method === 'PATCH' && what === 'messages') return this.#edit(id, message, sent);
    if (method !== 'GET' || what !== 'messages') return undefined;
    return message ? refusal(404, 10_008, 'Unknown Message') : this.#history(id, url);
  }

  #describe(id: string): Answer {
    const known = KNOWN.get(id) ?? (this.others.has(id) ? channel(id, 0, 'other') : undefined);
    if (!known) return refusal(404, 10_003, 'Unknown Channel');
    const last = this.messages.findLast((message) => message.channelId === id)?.id ?? null;
    return { status: 200, body: { ...known, last_message_id: last } };
  }

  #create(channelId: string, { body, files }: RequestBody): Answer {
    if (channelId === WORLD.forum) return refusal(400, 50_008, 'Cannot send messages in a non-text channel');
    const exists = KNOWN.has(channelId) || this.others.has(channelId);
    if (!exists && !this.threads.some((thread) => thread.id === channelId))
      return refusal(404, 10_003, 'Unknown Channel');
    const invalid = checkMessage(body);
    if (invalid) return invalid;
    const request = messageSchema.parse(body);
    const nonce = request.nonce === undefined ? undefined : String(request.nonce);
    const known = request.enforce_nonce ? this.#withNonce(channelId, nonce) : undefined;
    if (known?.deleted) return refusal(404, 10_008, 'Unknown Message');
    const message = known ?? {
      ...shown(this.#ids.next(), channelId, request, files),
      ...(nonce === undefined ? {} : { nonce }),
    };
    if (!known) this.messages.push(message);
    return { status: 200, body: messageObject(message) };
  }

  /** Something else is written there, so many milliseconds ago. */
  write(channelId: string, age = 0): void {
    this.messages.push(shown(this.#ids.next(age), channelId, { content: 'something else' }, []));
  }

  #edit(channelId: string, id: string | undefined, sent: RequestBody): Answer {
    const message = this.messages.find((each) => each.id === id && each.channelId === channelId);
    return message && !message.deleted
      ? replaceShown(message, sent)
      : refusal(404, 10_008, 'Unknown Message');
  }

  #withNonce(channelId: string, nonce: string | undefined): ShownMessage | undefined {
    if (nonce === undefined || !this.remembersNonces) return undefined;
    return this.messages.find(
      (message) =>
        message.nonce === nonce &&
        message.channelId === channelId &&
        Date.now() - madeAt(message.id) < this.nonceLifetime,
    );
  }

  #startThread(channelId: string, { body, files }: RequestBody): Answer {
    const parsed = threadSchema.safeParse(body);
    if (!parsed.success) return refusal(400, 50_035, parsed.error.message);
    const id = this.#ids.next();
    const posted = shown(id, id, parsed.data.message, files);
    this.messages.push(posted);
    const thread = { id, parent_id: channelId, name: parsed.data.name, owner_id: WORLD.botId };
    this.threads.push(thread);
    return {
      status: 201,
      body: { ...thread, type: 11, guild_id: WORLD.guildId, message: messageObject(posted) },
    };
  }

  #history(channelId: string, url: URL): Answer {
    if (this.hidden.has(channelId)) return { status: 200, body: [] };
    const after = BigInt(url.searchParams.get('after') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 50);
    const found = this.messages.filter(
      (message) => message.channelId === channelId && !message.deleted && BigInt(message.id) > after,
    );
    return { status: 200, body: found.slice(0, limit).reverse().map(messageObject) };
  }
}
