import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Copies of the program, each started again whenever it ends. */
export interface Processes {
  /** Ends one of those that run, at once and without a chance to tidy up. */
  killOne(): void;
  readonly kills: () => number;
  /** Starts no more, and ends all. */
  stop(): Promise<void>;
}

export interface ProcessesOptions {
  readonly program: string;
  readonly count: number;
  readonly env: Readonly<Record<string, string>>;
  readonly random: () => number;
}

/** Output kept of the last process that ended by itself, which none should. */
const OUTPUT_KEPT = 2_000;

export function startProcesses({ program, count, env, random }: ProcessesOptions): Processes {
  const running = new Set<ChildProcess>();
  let kills = 0;
  let isStopping = false;

  function start(): void {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_KEPT);
    });
    running.add(child);
    child.once('exit', (code, signal) => {
      running.delete(child);
      if (isStopping) return;
      if (signal !== 'SIGKILL') console.error(`a process ended by itself (${code ?? signal}):\n${output}`);
      start();
    });
  }

  for (let index = 0; index < count; index += 1) start();
  return {
    killOne() {
      const alive = [...running].filter((child) => child.exitCode === null && !child.killed);
      const chosen = alive[Math.floor(random() * alive.length)];
      if (!chosen) return;
      kills += 1;
      chosen.kill('SIGKILL');
    },
    kills: () => kills,
    async stop() {
      isStopping = true;
      await Promise.all(
        [...running].map(async (child) => {
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        }),
      );
    },
  };
}
