import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Gateway } from './gateway.ts';
import { envelope, type InteractionKind, plainMessage, type Scene } from './interactions.ts';
import { isEmptyMessage, type MessageRequest, messageSchema } from './message-rules.ts';
import { BOT_USER, user, WORLD } from './world.ts';

/** A message as people would see it. */
export interface ShownMessage {
  readonly id: string;
  readonly channelId: string;
  ephemeral: boolean;
  deleted: boolean;
  waiting: boolean;
  request: MessageRequest;
  files: readonly { readonly name: string; readonly size: number }[];
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

/** One prepared misfortune. `after` happens once Discord has done what was asked. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly after?: boolean;
    }
  | { readonly kind: 'cut'; readonly after?: boolean }
  /** A proper answer, that much later; `carriedOut` tells on which side of the wait. */
  | { readonly kind: 'slow'; readonly milliseconds: number; readonly carriedOut: 'before' | 'after' };

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
}

const callbackSchema = z.object({ type: z.number(), data: z.unknown().optional() });
const choicesSchema = z.object({
  choices: z
    .array(z.strictObject({ name: z.string().min(1).max(100), value: z.string().min(1).max(100) }))
    .max(25),
});
const modalSchema = z.object({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: z
    .array(z.looseObject({ type: z.number() }))
    .min(1)
    .max(5),
});
const threadSchema = z.object({ name: z.string().min(1).max(100), message: messageSchema });

/** Where a message may go; a thread or forum post that was opened here counts as well. */
const CHANNELS: ReadonlySet<string> = new Set([
  WORLD.general,
  WORLD.announcements,
  WORLD.thread,
  WORLD.direct,
]);

const EPHEMERAL = 64;
const EPOCH = 1_420_070_400_000n;

/** Discord by REST and gateway, on one port, for the real client. It refuses what Discord documents it refuses. */
export class DiscordStandIn {
  readonly #http = createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) => {
      this.failures.push(error);
      response.destroy();
    });
  });
  readonly #waiting = new Set<() => void>();
  readonly #faults: { readonly method: string; readonly path: RegExp; readonly fault: Fault }[] = [];
  readonly #interactions = new Map<string, ShownInteraction>();
  readonly #byToken = new Map<string, ShownInteraction>();
  readonly #expired = new Set<string>();
  readonly gateway: Gateway;
  readonly requests: RecordedRequest[] = [];
  readonly messages: ShownMessage[] = [];
  readonly threads: {
    readonly id: string;
    readonly parent_id: string;
    readonly name: string;
    readonly owner_id: string;
  }[] = [];
  /** What went wrong inside the stand-in itself; a test looks at it last. */
  readonly failures: unknown[] = [];
  commands: Readonly<Record<string, unknown>>[] = [];
  remainingSessions = 1000;
  recommendedShards = 1;
  remembersNonces = true;
  /** Milliseconds for which a nonce is remembered; Discord says "the past few minutes". */
  nonceLifetime = Number.POSITIVE_INFINITY;
  /** Channels that take messages besides those of the world. */
  readonly channels = new Set<string>();
  /** Asked about every request that nothing was prepared for. */
  trouble: (method: string, path: string) => Fault | undefined = () => undefined;
  #sequence = 0n;
  #port = 0;

  private constructor() {
    this.gateway = new Gateway(this.#http, () => this.#change());
  }

  static async start(): Promise<DiscordStandIn> {
    const standIn = new DiscordStandIn();
    await new Promise<void>((resolve) => {
      standIn.#http.listen(0, '127.0.0.1', resolve);
    });
    const address: AddressInfo | string | null = standIn.#http.address();
    if (address && typeof address === 'object') standIn.#port = address.port;
    return standIn;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  async close(): Promise<void> {
    await this.gateway.close();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#http.close(() => resolve());
    });
  }

  /** Resolves as soon as `condition` holds; looked at whenever anything happened here. */
  async until<T>(condition: () => T | undefined | false): Promise<T> {
    for (;;) {
      const value = condition();
      if (value !== undefined && value !== false) return value;
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  /** The next request that matches meets this. */
  prepare(method: string, path: RegExp, fault: Fault): void {
    this.#faults.push({ method, path, fault });
  }

  expire(interaction: ShownInteraction): void {
    this.#expired.add(interaction.token);
  }

  /** Somebody does something; what comes back is in the result as it arrives. */
  interact(
    type: InteractionKind,
    data: unknown,
    scene: Scene = {},
    onMessage?: ShownMessage,
  ): ShownInteraction {
    const id = this.#nextId();
    const interaction: ShownInteraction = {
      id,
      token: `token-${id}`,
      onMessage,
      callbacks: [],
      refused: [],
      data: [],
      messages: [],
      sentAt: performance.now(),
      answeredAt: 0,
    };
    this.#interactions.set(id, interaction);
    this.#byToken.set(interaction.token, interaction);
    this.gateway.dispatch('INTERACTION_CREATE', {
      ...envelope(type, id, interaction.token, data, scene),
      ...(onMessage ? { message: this.#messageObject(onMessage) } : {}),
    });
    return interaction;
  }

  press(message: ShownMessage, customId: string, scene: Scene = {}): ShownInteraction {
    return this.interact(3, { custom_id: customId, component_type: 2 }, scene, message);
  }

  choose(message: ShownMessage, customId: string, value: string, scene: Scene = {}): ShownInteraction {
    return this.interact(3, { custom_id: customId, component_type: 3, values: [value] }, scene, message);
  }

  /** Somebody writes a message; `mention` as Discord marks it. */
  say(
    content: string,
    { channelId = WORLD.general as string, mention = false, id = this.#nextId(), bot = false } = {},
  ): string {
    const direct = channelId === WORLD.direct;
    this.gateway.dispatch('MESSAGE_CREATE', {
      ...plainMessage(id, channelId, user(WORLD.person, 'Ada', bot), content),
      mentions: mention ? [BOT_USER] : [],
      ...(direct
        ? { channel_type: 1 }
        : {
            guild_id: WORLD.guildId,
            member: { roles: [], joined_at: '2026-01-01T00:00:00.000Z', deaf: false, mute: false, flags: 0 },
          }),
    });
    return id;
  }

  #nextId(): string {
    this.#sequence += 1n;
    return String(((BigInt(Date.now()) - EPOCH) << 22n) | this.#sequence);
  }

  #change(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
    const { body, files } = await readBody(request);
    const index = this.#faults.findIndex((each) => each.method === method && each.path.test(path));
    const fault = index >= 0 ? this.#faults.splice(index, 1)[0]?.fault : this.trouble(method, path);
    if (fault?.kind === 'slow' && fault.carriedOut === 'after') await sleep(fault.milliseconds);
    let answer: Answer = { status: 500 };
    if (!fault || fault.kind === 'slow' || fault.after)
      answer = this.#authorised(request, path) ?? this.#route(method, path, url, body, files);
    if (fault?.kind === 'status')
      answer = {
        status: fault.status,
        body: fault.body,
        ...(fault.headers ? { headers: fault.headers } : {}),
      };
    this.requests.push({ method, path, body, status: fault?.kind === 'cut' ? 0 : answer.status });
    if (fault?.kind === 'slow' && fault.carriedOut === 'before') await sleep(fault.milliseconds);
    if (fault?.kind === 'cut') response.destroy();
    else {
      // An answer without a body has no type; the library would try to read one.
      const type = answer.body === undefined ? {} : { 'content-type': 'application/json' };
      response.writeHead(answer.status, { ...type, ...answer.headers });
      response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    }
    this.#change();
  }

  #authorised(request: IncomingMessage, path: string): Answer | undefined {
    if (path.startsWith('/interactions/') || path.startsWith('/webhooks/')) return undefined;
    if (request.headers.authorization === `Bot ${WORLD.token}`) return undefined;
    return error(401, 0, '401: Unauthorized');
  }

  #route(method: string, path: string, url: URL, body: unknown, files: ShownMessage['files']): Answer {
    const [, first, second, third, fourth, fifth] = path.split('/');
    const route = `${method} ${first}`;
    if (route === 'GET gateway') return this.#gatewayBot();
    if (route === 'POST interactions') return this.#callback(second ?? '', third ?? '', body, files);
    if (first === 'webhooks') return this.#webhook(method, third ?? '', fifth, body, files);
    if (first === 'applications') {
      if (method === 'PUT')
        this.commands = z
          .array(z.record(z.string(), z.unknown()))
          .parse(body)
          .map((each) => ({ ...each, id: '5', version: '1', nsfw: false, default_member_permissions: null }));
      return { status: 200, body: this.commands };
    }
    if (route === 'POST users')
      return { status: 200, body: { id: WORLD.direct, type: 1, recipients: [user(WORLD.person, 'Ada')] } };
    if (route === 'GET guilds' && third === 'threads')
      return { status: 200, body: { threads: this.threads, members: [] } };
    if (first === 'channels' && third === 'typing') return { status: 204 };
    if (route === 'POST channels' && third === 'threads') return this.#startThread(second ?? '', body, files);
    if (route === 'POST channels' && third === 'messages')
      return this.#createMessage(second ?? '', body, files);
    if (route === 'GET channels' && third === 'messages') {
      if (fourth) return error(404, 10_008, 'Unknown Message');
      return this.#history(second ?? '', url);
    }
    return error(404, 0, `the stand-in has no ${method} ${path}`);
  }

  #gatewayBot(): Answer {
    const session_start_limit = {
      total: 1000,
      remaining: this.remainingSessions,
      reset_after: 3_600_000,
      max_concurrency: 1,
    };
    return {
      status: 200,
      body: { url: `ws://127.0.0.1:${this.#port}`, shards: this.recommendedShards, session_start_limit },
    };
  }

  #callback(id: string, token: string, body: unknown, files: ShownMessage['files']): Answer {
    const interaction = this.#interactions.get(id);
    if (!interaction || interaction.token !== token || this.#expired.has(token))
      return error(404, 10_062, 'Unknown interaction');
    const { type, data } = callbackSchema.parse(body);
    if (interaction.callbacks.length > 0) {
      interaction.refused.push(40_060);
      return error(400, 40_060, 'Interaction has already been acknowledged.');
    }
    const refused = this.#accept(interaction, type, data, files);
    if (refused) return refused;
    interaction.answeredAt = performance.now();
    interaction.callbacks.push(type);
    interaction.data.push(data);
    return { status: 204 };
  }

  #accept(
    interaction: ShownInteraction,
    type: number,
    data: unknown,
    files: ShownMessage['files'],
  ): Answer | undefined {
    if (type === 8) return checked(choicesSchema, data);
    if (type === 9) return checked(modalSchema, data);
    if (type === 6) return undefined;
    if (type === 5) {
      const flags = z.object({ flags: z.number().optional() }).parse(data).flags ?? 0;
      interaction.messages.push({
        ...this.#shown(interaction.id, {}, []),
        waiting: true,
        ephemeral: (flags & EPHEMERAL) !== 0,
      });
      return undefined;
    }
    const invalid = checkMessage(data);
    if (invalid) return invalid;
    const request = messageSchema.parse(data);
    if (type === 7 && interaction.onMessage) {
      Object.assign(interaction.onMessage, { request, files });
      return undefined;
    }
    interaction.messages.push(this.#shown(interaction.id, request, files));
    return undefined;
  }

  #webhook(
    method: string,
    token: string,
    messageId: string | undefined,
    body: unknown,
    files: ShownMessage['files'],
  ): Answer {
    const interaction = this.#byToken.get(token);
    if (!interaction) return error(404, 10_015, 'Unknown Webhook');
    if (this.#expired.has(token)) return error(401, 50_027, 'Invalid Webhook Token');
    const original = interaction.callbacks[0] === 6 ? interaction.onMessage : interaction.messages[0];
    if (method === 'POST') {
      const invalid = checkMessage(body);
      if (invalid) return invalid;
      const request = messageSchema.parse(body);
      if (original?.waiting) {
        // The first message after a deferral takes its place, and its visibility.
        Object.assign(original, { waiting: false, request, files });
        return { status: 200, body: this.#messageObject(original) };
      }
      const message = this.#shown(interaction.id, request, files);
      interaction.messages.push(message);
      return { status: 200, body: this.#messageObject(message) };
    }
    if (!original || (messageId !== undefined && messageId !== '@original'))
      return error(404, 10_008, 'Unknown Message');
    if (method === 'DELETE') {
      original.deleted = true;
      return { status: 204 };
    }
    const invalid = checkMessage(body);
    if (invalid) return invalid;
    Object.assign(original, { waiting: false, request: messageSchema.parse(body), files });
    return { status: 200, body: this.#messageObject(original) };
  }

  #createMessage(channelId: string, body: unknown, files: ShownMessage['files']): Answer {
    if (channelId === WORLD.forum) return error(400, 50_008, 'Cannot send messages in a non-text channel');
    if (
      !CHANNELS.has(channelId) &&
      !this.channels.has(channelId) &&
      !this.threads.some((thread) => thread.id === channelId)
    )
      return error(404, 10_003, 'Unknown Channel');
    const invalid = checkMessage(body);
    if (invalid) return invalid;
    const request = messageSchema.parse(body);
    const nonce = request.nonce === undefined ? undefined : String(request.nonce);
    const known =
      nonce !== undefined && request.enforce_nonce && this.remembersNonces
        ? this.messages.find(
            (message) =>
              message.nonce === nonce &&
              message.channelId === channelId &&
              Date.now() - sentAt(message.id) < this.nonceLifetime,
          )
        : undefined;
    const message = known ?? {
      ...this.#shown(channelId, request, files),
      ...(nonce === undefined ? {} : { nonce }),
    };
    if (!known) this.messages.push(message);
    return { status: 200, body: this.#messageObject(message) };
  }

  #startThread(channelId: string, body: unknown, files: ShownMessage['files']): Answer {
    const parsed = threadSchema.safeParse(body);
    if (!parsed.success) return error(400, 50_035, parsed.error.message);
    const message = this.#shown(channelId, parsed.data.message, files);
    const posted = { ...message, channelId: message.id };
    this.messages.push(posted);
    const thread = { id: message.id, parent_id: channelId, name: parsed.data.name, owner_id: WORLD.botId };
    this.threads.push(thread);
    return {
      status: 201,
      body: { ...thread, type: 11, guild_id: WORLD.guildId, message: this.#messageObject(posted) },
    };
  }

  #history(channelId: string, url: URL): Answer {
    const after = BigInt(url.searchParams.get('after') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 50);
    const found = this.messages.filter(
      (message) => message.channelId === channelId && BigInt(message.id) > after,
    );
    return {
      status: 200,
      body: found
        .slice(0, limit)
        .reverse()
        .map((message) => this.#messageObject(message)),
    };
  }

  #shown(channelId: string, request: MessageRequest, files: ShownMessage['files']): ShownMessage {
    return {
      id: this.#nextId(),
      channelId,
      ephemeral: ((request.flags ?? 0) & EPHEMERAL) !== 0,
      deleted: false,
      waiting: false,
      request,
      files,
    };
  }

  #messageObject(message: ShownMessage) {
    return {
      ...plainMessage(message.id, WORLD.general, BOT_USER, message.request.content ?? ''),
      embeds: (message.request.embeds ?? []).map((embed) => ({ type: 'rich', ...embed })),
      components: message.request.components ?? [],
      flags: message.ephemeral ? EPHEMERAL : 0,
      webhook_id: WORLD.applicationId,
      ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    };
  }
}

/** Milliseconds since 1970 at which an id was made. */
function sentAt(id: string): number {
  return Number((BigInt(id) >> 22n) + EPOCH);
}

function error(status: number, code: number, message: string): Answer {
  return { status, body: { code, message } };
}

function checked(schema: z.ZodType, data: unknown): Answer | undefined {
  const result = schema.safeParse(data);
  return result.success ? undefined : error(400, 50_035, result.error.message);
}

/** What Discord refuses, and what we hold to be a fault even though Discord accepts it: mentions left to its defaults. */
function checkMessage(data: unknown): Answer | undefined {
  const result = messageSchema.safeParse(data);
  if (!result.success) return error(400, 50_035, result.error.message);
  if (isEmptyMessage(result.data)) return error(400, 50_006, 'Cannot send an empty message');
  if (result.data.allowed_mentions?.parse?.length !== 0)
    return error(400, 50_035, 'allowed_mentions is not empty');
  return undefined;
}

async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: ShownMessage['files'] }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/'))
    return { body: bytes.length > 0 ? JSON.parse(String(bytes)) : undefined, files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files = [...form.entries()].flatMap(([, value]) =>
    typeof value === 'string' ? [] : [{ name: value.name, size: value.size }],
  );
  return { body: JSON.parse(String(form.get('payload_json'))), files };
}
