import { createHmac, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import { BOT_SCOPES } from '../../../src/platforms/slack/scopes.ts';
import { type Fault, Faults } from './faults.ts';
import { type MethodResult, StandInWorkspace } from './workspace.ts';

export const BOT_TOKEN = 'xoxb-standin-1';
export const APP_TOKEN = 'xapp-standin-1';
export const SIGNING_SECRET = 'standin-signing-secret';

/** How a payload was acknowledged. */
export interface Acknowledgement {
  readonly status: number;
  readonly body: string;
  readonly milliseconds: number;
}

type Payload = Readonly<Record<string, unknown>>;

/**
 * Slack as the real clients see it: the Web API over HTTP, Socket Mode over WebSocket, signed requests to an
 * HTTP receiver, and `response_url`s. It remembers what was posted and complains about what Slack would refuse.
 */
export class StandInSlack {
  readonly workspace = new StandInWorkspace();
  readonly faults = new Faults();
  readonly calls: { readonly method: string; readonly args: Readonly<Record<string, string>> }[] = [];
  readonly sockets = new Set<WebSocket>();
  /** Connections ever opened. */
  connections = 0;
  /** Seconds that a connection is said to live. */
  socketLifetime = 18_000;
  /** How to answer `oauth.v2.access`. */
  oauth: (args: Readonly<Record<string, string>>) => MethodResult = () => ({
    ok: false,
    error: 'invalid_code',
  });
  readonly #server = createServer((request, response) => {
    // A program that is killed breaks off what it was sending.
    this.#serve(request, response).catch((error: unknown) => {
      if (!request.destroyed) throw error;
    });
  });
  readonly #socketServer = new WebSocketServer({ noServer: true });
  readonly #activity = new EventEmitter();
  readonly #acknowledged = new Map<string, (ack: Acknowledgement) => void>();
  readonly #responseUrls = new Map<
    string,
    { channel: string; user: string; source?: string; uses: number }
  >();
  /** Where signed requests go; Socket Mode when absent. */
  receiverUrl: string | undefined;
  #nextSocket = 0;

  async start(): Promise<void> {
    this.workspace.tokens.set(
      BOT_TOKEN,
      BOT_SCOPES.map(({ scope }) => scope),
    );
    this.#activity.setMaxListeners(0);
    this.#server.on('upgrade', (request, socket, head) => {
      this.#socketServer.handleUpgrade(request, socket, head, (webSocket) => this.#openSocket(webSocket));
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get apiUrl(): string {
    return `${this.#address}/api/`;
  }

  get #address(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the stand-in has not been started');
    return `http://127.0.0.1:${(address satisfies AddressInfo).port}`;
  }

  /** Resolves as soon as `holds`; looks after every call, connection and acknowledgement. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await once(this.#activity, 'activity');
  }

  callsOf(method: string): readonly Readonly<Record<string, string>>[] {
    return this.calls.filter((call) => call.method === method).map(({ args }) => args);
  }

  // What people do ------------------------------------------------------------------------------------------

  command(
    text: string,
    options: { user?: string; channel?: string; triggerId?: string } = {},
  ): Promise<Acknowledgement> {
    const { user = 'U0ANN', channel = 'C0GENERAL', triggerId = this.trigger() } = options;
    return this.send('slash_commands', {
      command: '/brief',
      text,
      user_id: user,
      channel_id: channel,
      team_id: this.workspace.teamId,
      response_url: this.responseUrl(channel, user),
      trigger_id: triggerId,
      is_enterprise_install: 'false',
    });
  }

  /** Presses a button of a message or view by its label or action id. */
  press(
    action: { action_id?: string; value?: string },
    on:
      | { channel: string; ts: string; ephemeral: boolean; thread?: string }
      | { view: { id: string; type: string } },
    user = 'U0ANN',
  ): Promise<Acknowledgement> {
    const onView = 'view' in on;
    return this.send('interactive', {
      type: 'block_actions',
      team: { id: this.workspace.teamId, domain: 'standin' },
      user: { id: user, name: 'ann', team_id: this.workspace.teamId },
      trigger_id: this.trigger(),
      ...(onView
        ? { view: on.view, container: { type: 'view', view_id: on.view.id } }
        : {
            channel: { id: on.channel, name: 'general' },
            container: {
              type: 'message',
              message_ts: on.ts,
              channel_id: on.channel,
              is_ephemeral: on.ephemeral,
              ...(on.thread === undefined ? {} : { thread_ts: on.thread }),
            },
            response_url: this.responseUrl(on.channel, user, on.ts),
          }),
      actions: [{ type: 'button', block_id: 'b', action_ts: this.workspace.nextTs(), ...action }],
    });
  }

  submit(
    view: { id: string; privateMetadata: string },
    question: string,
    topic?: string,
  ): Promise<Acknowledgement> {
    return this.send('interactive', {
      type: 'view_submission',
      team: { id: this.workspace.teamId, domain: 'standin' },
      user: { id: 'U0ANN', name: 'ann', team_id: this.workspace.teamId },
      view: {
        id: view.id,
        type: 'modal',
        callback_id: 'ask',
        private_metadata: view.privateMetadata,
        state: {
          values: {
            question: { question: { type: 'plain_text_input', value: question } },
            topic: {
              topic: {
                type: 'external_select',
                selected_option:
                  topic === undefined ? null : { text: { type: 'plain_text', text: topic }, value: topic },
              },
            },
          },
        },
      },
    });
  }

  suggest(typed: string): Promise<Acknowledgement> {
    return this.send('interactive', {
      type: 'block_suggestion',
      action_id: 'topic',
      block_id: 'topic',
      value: typed,
      team: { id: this.workspace.teamId, domain: 'standin' },
      user: { id: 'U0ANN', name: 'ann', team_id: this.workspace.teamId },
      container: { type: 'view' },
      api_app_id: 'A0',
      token: '',
    });
  }

  messageShortcut(text: string, channel = 'C0GENERAL'): Promise<Acknowledgement> {
    return this.send('interactive', {
      type: 'message_action',
      callback_id: 'ask_about_message',
      trigger_id: this.trigger(),
      message_ts: '1',
      response_url: this.responseUrl(channel, 'U0ANN'),
      message: { type: 'message', text, ts: '1.1', user: 'U0BEN' },
      user: { id: 'U0ANN', name: 'ann', team_id: this.workspace.teamId },
      channel: { id: channel, name: 'general' },
      team: { id: this.workspace.teamId, domain: 'standin' },
    });
  }

  event(event: Payload, options: { eventId?: string; retry?: number } = {}): Promise<Acknowledgement> {
    return this.send(
      'events_api',
      {
        type: 'event_callback',
        event_id: options.eventId ?? `Ev${randomUUID()}`,
        event_time: Math.floor(Date.now() / 1000),
        team_id: this.workspace.teamId,
        api_app_id: 'A0',
        authorizations: [
          {
            enterprise_id: null,
            team_id: this.workspace.teamId,
            user_id: this.workspace.botUserId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        event,
      },
      options.retry,
    );
  }

  trigger(): string {
    const id = `trigger-${randomUUID()}`;
    this.workspace.validTriggers.add(id);
    return id;
  }

  responseUrl(channel: string, user: string, source?: string): string {
    const id = randomUUID();
    this.#responseUrls.set(id, { channel, user, ...(source === undefined ? {} : { source }), uses: 0 });
    return `${this.#address}/response/${id}`;
  }

  expireResponseUrls(): void {
    this.#responseUrls.clear();
  }

  // How Slack delivers --------------------------------------------------------------------------------------

  /** Delivers a payload by the way chosen and resolves when it was acknowledged, or refused. */
  send(
    kind: 'slash_commands' | 'interactive' | 'events_api',
    payload: Payload,
    retry?: number,
  ): Promise<Acknowledgement> {
    return this.receiverUrl === undefined
      ? this.#sendOverSocket(kind, payload, retry)
      : this.post(this.receiverUrl, kind, payload, { ...(retry === undefined ? {} : { retry }) });
  }

  async #sendOverSocket(type: string, payload: Payload, retry?: number): Promise<Acknowledgement> {
    const open = [...this.sockets].filter(({ readyState }) => readyState === WebSocket.OPEN);
    // Slack gives each payload to one of the connections, any.
    const socket = open[this.#nextSocket % open.length];
    this.#nextSocket += 1;
    if (!socket) throw new Error('no open connection: Slack would lose this payload');
    const envelope = randomUUID();
    const started = performance.now();
    const acknowledged = new Promise<Acknowledgement>((resolve) => {
      this.#acknowledged.set(envelope, (ack) =>
        resolve({ ...ack, milliseconds: performance.now() - started }),
      );
    });
    socket.send(
      JSON.stringify({
        envelope_id: envelope,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(retry === undefined ? {} : { retry_attempt: retry, retry_reason: 'timeout' }),
      }),
    );
    return await acknowledged;
  }

  /** A signed request, as Slack makes it. */
  async post(
    url: string,
    kind: 'slash_commands' | 'interactive' | 'events_api',
    payload: Payload,
    options: { retry?: number; secret?: string; timestamp?: number } = {},
  ): Promise<Acknowledgement> {
    const json = JSON.stringify(payload);
    const body =
      kind === 'events_api'
        ? json
        : kind === 'interactive'
          ? new URLSearchParams({ payload: json }).toString()
          : new URLSearchParams(
              Object.entries(payload).map(([key, value]) => [key, String(value)]),
            ).toString();
    const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', options.secret ?? SIGNING_SECRET)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    const started = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        ...(options.retry === undefined
          ? {}
          : { 'x-slack-retry-num': String(options.retry), 'x-slack-retry-reason': 'http_timeout' }),
      },
      body,
    });
    return {
      status: response.status,
      body: await response.text(),
      milliseconds: performance.now() - started,
    };
  }

  /** Ends one or all connections the way Slack does, or by cutting them. */
  disconnect(
    kind: 'warning' | 'refresh_requested' | 'link_disabled' | 'cut',
    which: 'one' | 'all' = 'all',
  ): void {
    for (const socket of [...this.sockets].slice(0, which === 'one' ? 1 : undefined)) {
      if (kind === 'cut') socket.terminate();
      else socket.send(JSON.stringify({ type: 'disconnect', reason: kind, debug_info: { host: 'standin' } }));
    }
  }

  #openSocket(socket: WebSocket): void {
    this.connections += 1;
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      this.#acknowledged.get(envelope_id)?.({
        status: 200,
        body: JSON.stringify(payload ?? {}),
        milliseconds: 0,
      });
      this.#acknowledged.delete(envelope_id);
      this.#activity.emit('activity');
    });
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.#activity.emit('activity');
    });
    this.sockets.add(socket);
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.sockets.size,
        connection_info: { app_id: 'A0' },
        debug_info: { host: 'standin', approximate_connection_time: this.socketLifetime },
      }),
    );
    this.#activity.emit('activity');
  }

  // What the program calls ----------------------------------------------------------------------------------

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const path = new URL(request.url ?? '/', this.#address).pathname;
    const [, area = '', name = ''] = /^\/(api|response)\/(.+)$/u.exec(path) ?? [];
    const args = area === 'api' ? Object.fromEntries(new URLSearchParams(body)) : { body };
    const method = area === 'api' ? name : 'response_url';
    const taken = this.faults.take(method);
    if (taken?.kind === 'slow' && taken.carriedOut === 'after') await sleep(taken.milliseconds);
    const fault = taken?.kind === 'slow' ? undefined : taken;
    const isDone = fault === undefined || ((fault.kind === 'broken' || fault.kind === 'reset') && fault.done);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? args['token'] ?? '';
    const result: MethodResult = !isDone
      ? { ok: false, error: 'fault' }
      : area === 'response'
        ? this.#useResponseUrl(name, JSON.parse(body))
        : this.#callMethod(method, args, token);
    this.calls.push({ method, args });
    if (taken?.kind === 'slow' && taken.carriedOut === 'before') await sleep(taken.milliseconds);
    this.#answer(response, fault, result, token);
    this.#activity.emit('activity');
  }

  #callMethod(method: string, args: Readonly<Record<string, string>>, token: string): MethodResult {
    if (method === 'apps.connections.open') {
      return token === APP_TOKEN
        ? { ok: true, url: this.#address.replace('http', 'ws') }
        : { ok: false, error: 'invalid_auth' };
    }
    if (method === 'oauth.v2.access') return this.oauth(args);
    return this.workspace.tokens.has(token)
      ? this.workspace.call(method, args)
      : { ok: false, error: 'invalid_auth' };
  }

  #useResponseUrl(id: string, body: Payload): MethodResult {
    const known = this.#responseUrls.get(id);
    if (!known) return { ok: false, error: 'expired_url' };
    known.uses += 1;
    if (known.uses > 5) return { ok: false, error: 'used_url' };
    return this.workspace.respond(known.channel, known.user, known.source, body);
  }

  #answer(
    response: ServerResponse,
    fault: Exclude<Fault, { kind: 'slow' }> | undefined,
    result: MethodResult,
    token: string,
  ): void {
    if (fault?.kind === 'reset') {
      response.destroy();
      return;
    }
    if (fault?.kind === 'limited') {
      response.writeHead(429, { 'retry-after': String(fault.seconds) }).end('');
      return;
    }
    if (fault?.kind === 'broken') {
      response.writeHead(500).end('internal error');
      return;
    }
    const body = fault
      ? { ok: false, error: fault.code, ...(fault.needed ? { needed: fault.needed } : {}) }
      : result;
    // A response_url answers a failure with a status; methods of the Web API always answer 200.
    const status = body['error'] === 'expired_url' || body['error'] === 'used_url' ? 404 : 200;
    response
      .writeHead(status, {
        'content-type': 'application/json',
        'x-oauth-scopes': (this.workspace.tokens.get(token) ?? []).join(','),
      })
      .end(JSON.stringify(body));
  }
}
