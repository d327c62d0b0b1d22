import { once } from 'node:events';
import { createServer, type Server, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type LinkState =
  | { readonly kind: 'well' }
  /** Whatever is sent arrives that many milliseconds later. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** No new connection comes about; those that are there go on. */
  | { readonly kind: 'refusing' }
  /** Nothing arrives any more, on either side, and nobody is told; not even that the other has hung up. */
  | { readonly kind: 'swallowing' };

/** The network between one process and a server, which can be made to fail. */
export interface Link {
  readonly port: number;
  become(state: LinkState): Promise<void>;
  /** Resets every connection. */
  cut(): void;
  stop(): Promise<void>;
}

interface Connection {
  readonly ends: readonly [Socket, Socket];
  /** The end that has hung up while the other was not told. */
  hungUp: Socket | undefined;
}

export async function createLink(target: { readonly host: string; readonly port: number }): Promise<Link> {
  const connections = new Set<Connection>();
  let state: LinkState = { kind: 'well' };
  let server = await listen(0);
  const port = portOf(server);

  async function listen(at: number): Promise<Server> {
    const listening = createServer(connect).listen(at, '127.0.0.1');
    await once(listening, 'listening');
    return listening;
  }

  function connect(near: Socket): void {
    const far = new Socket();
    const connection: Connection = { ends: [near, far], hungUp: undefined };
    connections.add(connection);
    far.connect(target.port, target.host);
    pass(near, far, connection);
    pass(far, near, connection);
    if (state.kind === 'swallowing') for (const end of connection.ends) end.pause();
  }

  function pass(from: Socket, to: Socket, connection: Connection): void {
    let turn: Promise<unknown> = Promise.resolve();
    const inTurn = (deliver: () => void) => {
      // Read when it is sent: what is on its way is not hurried up by a network that gets better.
      const delay = state.kind === 'slow' ? sleep(state.milliseconds) : undefined;
      turn = turn.then(() => delay).then(deliver);
    };
    from.on('data', (bytes) => inTurn(() => to.writable && to.write(bytes)));
    // What becomes of a connection shows in its end.
    from.on('error', () => {});
    from.on('close', () => {
      if (state.kind === 'swallowing') {
        connection.hungUp ??= from;
        return;
      }
      inTurn(() => to.destroy());
      connections.delete(connection);
    });
  }

  return {
    port,
    async become(next) {
      const before = state.kind;
      state = next;
      if (next.kind === 'refusing' && before !== 'refusing') server.close();
      if (before === 'refusing' && next.kind !== 'refusing') server = await listen(port);
      for (const connection of connections) {
        if (next.kind === 'swallowing') for (const end of connection.ends) end.pause();
        else if (connection.hungUp) destroy(connection);
        else for (const end of connection.ends) end.resume();
      }
    },
    cut() {
      for (const connection of connections) destroy(connection);
    },
    async stop() {
      state = { kind: 'well' };
      for (const connection of connections) destroy(connection);
      server.close();
    },
  };

  function destroy(connection: Connection): void {
    connections.delete(connection);
    for (const end of connection.ends) end.destroy();
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('expected the address of a TCP server');
  return address.port;
}
