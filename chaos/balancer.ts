import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Gives each request to one of several processes, in turn; to the next where nobody listens. */
export interface Balancer {
  readonly url: string;
  /** Gives it nothing new, or is free to again: what is done before and after a process is started anew. */
  leaveOut(port: number): void;
  takeIn(port: number): void;
  stop(): Promise<void>;
}

/** As load balancers do by default, it tries another process only where the first cannot have got the request. */
export async function createBalancer(ports: readonly number[]): Promise<Balancer> {
  const leftOut = new Set<number>();
  let turn = 0;
  const server = createServer((received, response) => {
    answer(received, response).catch(() => response.writeHead(502).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('expected the address of a TCP server');

  async function answer(received: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(received);
    for (let tries = 0; tries < ports.length; tries += 1) {
      const port = ports[turn % ports.length];
      turn += 1;
      if (port === undefined || leftOut.has(port)) continue;
      const answered = await ask(port, received, body).catch((error: unknown) => {
        if (isNobodyThere(error)) return undefined;
        throw error;
      });
      if (!answered) continue;
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
      return;
    }
    throw new Error('no process listens');
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    leaveOut: (port) => void leftOut.add(port),
    takeIn: (port) => void leftOut.delete(port),
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function ask(
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<IncomingMessage> {
  const asked = forward({ host: '127.0.0.1', port, method, path: url, headers, agent: false });
  asked.end(body);
  const [answered]: IncomingMessage[] = await once(asked, 'response');
  if (!answered) throw new Error('expected a response');
  return answered;
}

function isNobodyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
}
