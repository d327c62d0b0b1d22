import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { copies, only, startCommand } from './conventions/dockerfile.ts';

/**
 * The steps of the Dockerfile without a container: the same files in a folder of their own, the same commands, as a
 * user without rights in a tree that this user cannot write to.
 */
const NOBODY = { uid: 65534, gid: 65534 };
const asRoot = process.getuid?.() === 0;
/** What only compilers and debuggers read, and the image leaves out. */
const LEFT_OUT = /\.(?:[cm]?ts|map)$/;

const lockFile = z.object({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })),
});

let folder: string;
let app: string;
let data: string;
let temporary: string;
let program: ChildProcess | undefined;

beforeAll(async () => {
  // Not the system's temporary folder, which may be its owner's alone: the program runs as nobody.
  folder = await mkdtemp('/tmp/rapporteur-image-');
  [app = '', data = '', temporary = ''] = ['app', 'data', 'tmp'].map((name) => join(folder, name));
  for (const place of [app, data, temporary]) await mkdir(place);
  for (const { stage, from, to } of copies())
    if (stage === undefined) await cp(from, join(app, to === './' ? from : to), { recursive: true });
  await copyProductionPackages(join(app, 'node_modules'));
  if (asRoot) for (const place of [data, temporary]) await chown(place, NOBODY.uid, NOBODY.gid);
  await chmod(folder, 0o755);
  await chmod(app, 0o555);
}, 120_000);

afterAll(async () => {
  program?.kill('SIGKILL');
  await chmod(app, 0o755);
  await rm(folder, { recursive: true, force: true });
});

/** What `npm ci --omit=dev` would install of what is here: a package for development must not be needed. */
async function copyProductionPackages(to: string): Promise<void> {
  const { packages } = lockFile.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
  const wanted = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  for (const [path] of wanted)
    await cp(path, join(to, '..', path), {
      recursive: true,
      filter: (source) => !LEFT_OUT.test(source) && !source.slice(path.length).includes('/node_modules'),
    }).catch((error: NodeJS.ErrnoException) => {
      // Binaries for other platforms are in the lock file, and not installed.
      if (error.code !== 'ENOENT') throw error;
    });
}

/** Health is asked for at a port that the Dockerfile's command is told, so it must be known before. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
  return address.port;
}

const healthPort = await freePort();
const options = () => ({
  cwd: app,
  env: {
    PATH: dirname(process.execPath),
    NODE_ENV: 'production',
    TMPDIR: temporary,
    DATA_DIR: data,
    PORT: '0',
    OPS_PORT: String(healthPort),
  },
  ...(asRoot ? NOBODY : {}),
});

test('what the image holds is enough to start, answer, be found healthy, and stop when asked to', async () => {
  const [node = '', ...words] = startCommand();
  program = spawn(node, words, { ...options(), stdio: ['ignore', 'pipe', 'inherit'] });
  if (!program.stdout) throw new Error('expected a pipe');
  const exit = once(program, 'exit');
  const lines = createInterface({ input: program.stdout });
  const [ready] = await Promise.race([once(lines, 'line'), exit]);
  const address = /http:\S+/.exec(String(ready))?.[0] ?? '';
  expect((await fetch(address)).status).toBe(200);

  const [check = '', ...its] = only('HEALTHCHECK').commandLine ?? [];
  await promisify(execFile)(check, its, options());

  program.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  await expect(promisify(execFile)(check, its, options())).rejects.toMatchObject({ code: 1 });
  expect(await readdir(data)).toEqual(['rapporteur.db']);
}, 60_000);

test('other programs are run by their names', async () => {
  const [node = '', ...words] = only('ENTRYPOINT').commandLine ?? [];
  const { stdout } = await promisify(execFile)(node, [...words, 'src/programs/export.ts', '-'], options());
  expect(stdout).toMatch(/^{"rapporteur_export":1,/);
});
