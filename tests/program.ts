import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { SHIPPED_BRIEFINGS } from './shipped-core.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The flags and the file with which package.json runs a script, made absolute. */
function argumentsOfScript(name: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [node, ...flags] = String(scripts[name]).split(' ');
  if (node !== 'node') throw new Error(`the script ${name} runs no node program`);
  return flags.map((flag) => (/^(\.\/)?src\//.test(flag) ? join(ROOT, flag) : flag));
}

/** A folder of its own for a program's data, in which no .env lies about. */
export async function createPlace() {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-program-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts a script of package.json as a process, with these settings and no others. */
export function start(
  script: string,
  words: readonly string[],
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...argumentsOfScript(script), ...words], {
    cwd: folder,
    env: { ...environmentIn(folder), ...settings },
  });
}

/** Starts the program on a free port as npm does, under a shell that waits for it and is what a signal reaches. */
export function startUnderShell(folder: string): ChildProcessWithoutNullStreams {
  // More than one command: for a single one some shells make room, others stay.
  return spawn('sh', ['-c', '"$@"; exit $?', 'sh', process.execPath, ...argumentsOfScript('start')], {
    cwd: folder,
    env: { ...environmentIn(folder), PORT: '0', npm_lifecycle_event: 'start' },
  });
}

function environmentIn(folder: string): NodeJS.ProcessEnv {
  return {
    BRIEFINGS_DIR: SHIPPED_BRIEFINGS,
    DATA_DIR: join(folder, 'data'),
    TZ: process.env['TZ'] ?? 'UTC',
    // Several run at once.
    OPS: 'off',
  };
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it to its end. */
export async function run(...given: Parameters<typeof start>): Promise<Outcome> {
  const child = start(...given);
  child.stdin.end();
  const [code, stdout, stderr] = await Promise.all([
    exitOf(child),
    readAll(child.stdout),
    readAll(child.stderr),
  ]);
  return { code, stdout, stderr };
}

export function exitOf(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
}
