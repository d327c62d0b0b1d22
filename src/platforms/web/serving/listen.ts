import { createServer, type RequestListener, type Server } from 'node:http';
import { UserError } from '../../../errors.ts';
import { PORT_ATTEMPTS } from '../limits.ts';

export interface Listening {
  readonly server: Server;
  readonly port: number;
}

/**
 * Takes the first free port from the wanted one on; 0 stands for any.
 * @throws UserError when all of `PORT_ATTEMPTS` are taken, or the host is none of this machine's
 */
export async function listen(listener: RequestListener, host: string, wanted: number): Promise<Listening> {
  const last = wanted === 0 ? 0 : Math.min(65_535, wanted + PORT_ATTEMPTS - 1);
  for (let port = wanted; port <= last; port += 1) {
    const server = createServer(listener);
    const failure = await bind(server, host, port);
    if (failure === undefined) return { server, port: boundPort(server) };
    if (failure.code !== 'EADDRINUSE') throw explained(failure, host, port);
  }
  throw new UserError(
    'unavailable',
    `PORT is ${wanted}, and the ports ${wanted} to ${last} of ${host} are all taken.`,
    'Set PORT to a free one.',
  );
}

/** Resolves with what went wrong, if anything did. */
function bind(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port }, () => {
      server.off('error', resolve);
      resolve(undefined);
    });
  });
}

function boundPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the web server has no port');
  return address.port;
}

function explained(failure: NodeJS.ErrnoException, host: string, port: number): UserError {
  if (failure.code === 'EACCES') {
    return new UserError(
      'unavailable',
      `PORT is ${port}, which this account may not use.`,
      'Set PORT to 1024 or more.',
    );
  }
  return new UserError(
    'unavailable',
    `HOST is ${host}, where no server can be opened (${failure.code ?? failure.message}).`,
    'Set HOST to 127.0.0.1 or to an address of this machine.',
  );
}
