import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Answer, refusal } from './answer.ts';
import { Channels } from './channels.ts';
import { type Fault, Faults } from './faults.ts';
import { Gateway } from './gateway.ts';
import { InteractionAnswers } from './interaction-answers.ts';
import { envelope, type InteractionKind, plainMessage, type Scene } from './interactions.ts';
import { RateLimits } from './rate-limits.ts';
import { type RequestBody, readBody } from './request-body.ts';
import { messageObject, type ShownInteraction, type ShownMessage } from './shown.ts';
import { Snowflakes } from './snowflakes.ts';
import { BOT_USER, member, user, WORLD } from './world.ts';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
}

/** Discord by REST and gateway, on one port, for the real client. It refuses what Discord documents it refuses. */
export class DiscordStandIn {
  readonly #http = createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) => {
      this.failures.push(error);
      response.destroy();
    });
  });
  readonly #waiting = new Set<() => void>();
  readonly #ids = new Snowflakes();
  readonly #faults = new Faults();
  readonly #answers = new InteractionAnswers(this.#ids);
  readonly gateway: Gateway;
  readonly channels = new Channels(this.#ids);
  readonly limits = new RateLimits();
  readonly requests: RecordedRequest[] = [];
  /** People by the server they are members of. */
  readonly members = new Map<string, ReadonlySet<string>>([[WORLD.guildId, new Set([WORLD.person])]]);
  /** What went wrong inside the stand-in itself; a test looks at it last. */
  readonly failures: unknown[] = [];
  commands: Readonly<Record<string, unknown>>[] = [];
  remainingSessions = 1000;
  recommendedShards = 1;
  /** Asked about every request that nothing was prepared for. */
  trouble: (method: string, path: string) => Fault | undefined = () => undefined;
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

  get messages(): ShownMessage[] {
    return this.channels.messages;
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
    this.#faults.prepare(method, path, fault);
  }

  expire(interaction: ShownInteraction): void {
    this.#answers.expire(interaction);
  }

  /** Somebody does something; what comes back is in the result as it arrives. */
  interact(
    type: InteractionKind,
    data: unknown,
    scene: Scene = {},
    onMessage?: ShownMessage,
  ): ShownInteraction {
    const id = this.#ids.next(scene.age);
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
    this.#answers.add(interaction);
    this.gateway.dispatch('INTERACTION_CREATE', {
      ...envelope(type, id, interaction.token, data, scene),
      ...(onMessage ? { message: messageObject(onMessage) } : {}),
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
    {
      channelId = WORLD.general as string,
      mention = false,
      id = this.#ids.next(),
      bot = false,
      person = WORLD.person as string,
    } = {},
  ): string {
    const direct = channelId === WORLD.direct;
    this.gateway.dispatch('MESSAGE_CREATE', {
      ...plainMessage(id, channelId, user(person, 'Ada', bot), content),
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

  #change(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
    const sent = await readBody(request);
    const fault = this.#faults.take(method, path) ?? this.trouble(method, path);
    if (fault?.kind === 'slow' && fault.carriedOut === 'after') await sleep(fault.milliseconds);
    let answer: Answer = { status: 500 };
    if (!fault || fault.kind === 'slow' || fault.after)
      answer = this.#answer(request, method, path, url, sent);
    if (fault?.kind === 'status') answer = statusOf(fault);
    this.limits.judge(answer);
    this.requests.push({
      method,
      path,
      body: sent.body,
      status: fault?.kind === 'cut' ? 0 : answer.status,
    });
    if (fault?.kind === 'slow' && fault.carriedOut === 'before') await sleep(fault.milliseconds);
    if (fault?.kind === 'cut') response.destroy();
    else write(response, answer);
    this.#change();
  }

  #answer(request: IncomingMessage, method: string, path: string, url: URL, sent: RequestBody): Answer {
    const isInteraction = path.startsWith('/interactions/') || path.startsWith('/webhooks/');
    if (!isInteraction && request.headers.authorization !== `Bot ${WORLD.token}`)
      return refusal(401, 0, '401: Unauthorized');
    const limit = this.limits.take(method, path);
    if ('limited' in limit) return limit.limited;
    const answer = this.#route(method, path, url, sent);
    return { ...answer, headers: { ...limit.headers, ...answer.headers } };
  }

  #route(method: string, path: string, url: URL, sent: RequestBody): Answer {
    const [, first, second = '', third = '', ...rest] = path.split('/');
    const unknown = refusal(404, 0, `the stand-in has no ${method} ${path}`);
    switch (first) {
      case 'gateway':
        return this.#gatewayBot();
      case 'interactions':
        return this.#answers.callback(second, third, sent);
      case 'webhooks':
        return this.#answers.webhook(method, third, rest[1], sent);
      case 'applications':
        return this.#commands(method, sent.body);
      case 'users':
        return {
          status: 200,
          body: { id: WORLD.direct, type: 1, recipients: [user(WORLD.person, 'Ada')] },
        };
      case 'guilds':
        if (third === 'members') return this.#member(second, rest[0] ?? '');
        return { status: 200, body: { threads: this.channels.threads, members: [] } };
      case 'channels':
        return this.channels.route(method, path.split('/').slice(2), url, sent) ?? unknown;
      default:
        return unknown;
    }
  }

  #member(guildId: string, personId: string): Answer {
    return this.members.get(guildId)?.has(personId)
      ? { status: 200, body: member(personId, 'Ada') }
      : refusal(404, 10_007, 'Unknown Member');
  }

  #commands(method: string, body: unknown): Answer {
    if (method === 'PUT')
      this.commands = z
        .array(z.record(z.string(), z.unknown()))
        .parse(body)
        .map((each) => ({ ...each, id: '5', version: '1', nsfw: false, default_member_permissions: null }));
    return { status: 200, body: this.commands };
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
}

function statusOf({ status, body, headers }: Extract<Fault, { kind: 'status' }>): Answer {
  return { status, body, ...(headers ? { headers } : {}) };
}

function write(response: ServerResponse, { status, body, headers }: Answer): void {
  // An answer without a body has no type; the library would try to read one.
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
