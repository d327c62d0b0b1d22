import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { BOT_SCOPES } from '../../../src/platforms/slack/registration/scopes.ts';
import { type Fault, Faults } from './faults.ts';
import type { Acknowledgement, Payload, PayloadKind } from './payload.ts';
import { PeopleInSlack } from './people.ts';
import { post, type SignedRequest, sign } from './signed-request.ts';
import { type Ending, StandInSockets } from './sockets.ts';
import type { MethodResult } from './workspace.ts';

export const BOT_TOKEN = 'xoxb-standin-1';
export const APP_TOKEN = 'xapp-standin-1';

/**
 * Slack as the real clients see it: the Web API over HTTP, Socket Mode over WebSocket, signed requests to an
 * HTTP receiver, and `response_url`s. It remembers what was posted and complains about what Slack would refuse.
 */
export class StandInSlack extends PeopleInSlack {
  readonly faults = new Faults();
  readonly calls: { readonly method: string; readonly args: Readonly<Record<string, string>> }[] = [];
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
  readonly #sockets = new StandInSockets(() => this.#activity.emit('activity'));
  readonly #responseUrls = new Map<
    string,
    { channel: string; user: string; source?: string; uses: number }
  >();
  /** Where signed requests go; Socket Mode when absent. */
  receiverUrl: string | undefined;
  /** Signed requests as they were sent, the latest last. */
  readonly sent: SignedRequest[] = [];

  async start(): Promise<void> {
    this.workspace.tokens.set(
      BOT_TOKEN,
      BOT_SCOPES.map(({ scope }) => scope),
    );
    this.#activity.setMaxListeners(0);
    this.#server.on('upgrade', (request, socket, head) => {
      this.#socketServer.handleUpgrade(request, socket, head, (webSocket) => this.#sockets.accept(webSocket));
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    this.#sockets.terminate();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get sockets(): ReadonlySet<WebSocket> {
    return this.#sockets.open;
  }

  /** Connections ever opened. */
  get connections(): number {
    return this.#sockets.opened;
  }

  /** Seconds that a connection is said to live. */
  set socketLifetime(seconds: number) {
    this.#sockets.lifetime = seconds;
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

  responseUrl(channel: string, user: string, source?: string): string {
    const id = randomUUID();
    this.#responseUrls.set(id, { channel, user, ...(source === undefined ? {} : { source }), uses: 0 });
    return `${this.#address}/response/${id}`;
  }

  expireResponseUrls(): void {
    this.#responseUrls.clear();
  }

  /** By the way chosen: a signed request, or one of the connections. */
  send(kind: PayloadKind, payload: Payload, retry?: number): Promise<Acknowledgement> {
    if (this.receiverUrl === undefined) return this.#sockets.deliver(kind, payload, retry);
    const request = sign(kind, payload, retry === undefined ? {} : { retry });
    this.sent.push(request);
    return post(this.receiverUrl, request);
  }

  /** Ends one or all connections the way Slack does, or by cutting them. */
  disconnect(kind: Ending, which: 'one' | 'all' = 'all'): void {
    this.#sockets.end(kind, which);
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
    if (method === 'auth.revoke') return { ok: true, revoked: this.workspace.tokens.delete(token) };
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
