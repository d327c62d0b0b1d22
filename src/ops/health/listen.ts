import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { UserError } from '../../errors.ts';
import type { Readiness } from './readiness.ts';

export interface OpsOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly readiness: () => Readiness;
  /** What Prometheus reads, and its content type; undefined while it is being made ready. */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string } | undefined>;
  /** Told, for whoever started the program, why nothing can be opened there. */
  readonly onUnavailable: (error: UserError) => void;
  readonly log: Logger;
}

export interface OpsListener {
  /** Undefined when the port could not be had. */
  readonly port: number | undefined;
  stop(): Promise<void>;
}

/** Milliseconds: whoever asks here is a program next door. */
const REQUEST_TIMEOUT = 5_000;
const CONNECTIONS = 64;

/**
 * Opens /healthz, /readyz and /metrics, apart from everything that people reach. They tell no secret and name nobody,
 * and need no password. Never rejects: a bot that answers is worth more than one that can be watched.
 */
export async function listenForOps({
  host,
  port,
  readiness,
  metrics,
  onUnavailable,
  log,
}: OpsOptions): Promise<OpsListener> {
  const pages = new Map<string, () => Promise<Page> | Page>([
    // That it can be answered at all is what it says: a process that hangs does not.
    ['/healthz', () => ({ status: 200, type: TEXT, body: 'ok\n' })],
    [
      '/readyz',
      () => {
        const state = readiness();
        return { status: state.ready ? 200 : 503, type: JSON_TYPE, body: `${JSON.stringify(state)}\n` };
      },
    ],
    [
      '/metrics',
      async () => {
        const made = await metrics();
        return made
          ? { status: 200, type: made.type, body: made.text }
          : { status: 503, type: TEXT, body: 'the program is starting\n' };
      },
    ],
  ]);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, type, body, headers } = await pageFor(request);
    response.writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  async function pageFor({ method, url }: IncomingMessage): Promise<Page> {
    const page = pages.get(url?.split('?', 1)[0] ?? '');
    if (!page) return { status: 404, type: TEXT, body: 'there are /healthz, /readyz and /metrics\n' };
    if (method !== 'GET' && method !== 'HEAD')
      return { status: 405, type: TEXT, body: 'ask with GET\n', headers: { allow: 'GET, HEAD' } };
    return await page();
  }

  const server = createServer({ requestTimeout: REQUEST_TIMEOUT }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'health or metrics could not be served');
      response.destroy();
    });
  });
  server.maxConnections = CONNECTIONS;

  const opened = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port }, () => resolve(undefined));
  });
  if (opened) {
    onUnavailable(explained(opened, host, port));
    return { port: undefined, stop: async () => {} };
  }
  server.on('error', (error) => log.warn({ err: error }, 'health and metrics'));
  // Being watched is no reason to stay when everything else has ended.
  server.unref();
  return {
    port: portOf(server.address()),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function explained(failure: NodeJS.ErrnoException, host: string, port: number): UserError {
  const place = `OPS_HOST is ${host} and OPS_PORT is ${port}`;
  return new UserError(
    'unavailable',
    failure.code === 'EADDRINUSE'
      ? `${place}, which another program has: /healthz, /readyz and /metrics are off.`
      : `${place}, where nothing can be opened (${failure.code ?? failure.message}): /healthz, /readyz and /metrics are off.`,
    'Set another OPS_PORT, or OPS=off.',
  );
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const TEXT = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('expected the address of a TCP server');
  return address.port;
}
