import { EventEmitter, once } from 'node:events';
import { start } from '../tests/program.ts';

/** Copies of the program, each started again whenever it ends. */
export interface Processes {
  /** Ends one of those that run, at once and without a chance to tidy up; mostly one that has started up. */
  killOne(): void;
  readonly kills: () => number;
  /** Resolves when at least one has started up. */
  ready(): Promise<void>;
  /** Starts no more, and ends all. */
  stop(): Promise<void>;
}

export interface ProcessesOptions {
  /** Where they run. */
  readonly folder: string;
  readonly count: number;
  readonly settings: Readonly<Record<string, string>>;
  /** Platforms that each says a line about when it has joined them. */
  readonly platforms: number;
  readonly random: () => number;
}

/** Output kept of a process that ended by itself, which none should. */
const OUTPUT_KEPT = 2_000;
/** Of the kills, the share that may fall into a start. */
const WHILE_STARTING = 0.15;

type Child = ReturnType<typeof start>;

/** The program as `npm start` starts it. */
export function startProcesses({ folder, count, settings, platforms, random }: ProcessesOptions): Processes {
  const running = new Map<Child, { lines: number }>();
  const starts = new EventEmitter<{ ready: [] }>();
  let kills = 0;
  let isStopping = false;

  const isReady = (child: Child) => !child.killed && (running.get(child)?.lines ?? 0) >= platforms;

  function startOne(): void {
    const child = start('start', [], folder, settings);
    const said = { lines: 0 };
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said.lines += chunk.toString().split('\n').length - 1;
      if (isReady(child)) starts.emit('ready');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_KEPT);
    });
    running.set(child, said);
    child.once('exit', (code, signal) => {
      running.delete(child);
      if (isStopping) return;
      if (signal !== 'SIGKILL') console.error(`a process ended by itself (${code ?? signal}):\n${output}`);
      startOne();
    });
  }

  for (let index = 0; index < count; index += 1) startOne();
  return {
    killOne() {
      const alive = [...running.keys()].filter((child) => child.exitCode === null && !child.killed);
      const candidates = random() < WHILE_STARTING ? alive : alive.filter(isReady);
      const chosen = candidates[Math.floor(random() * candidates.length)];
      if (!chosen) return;
      kills += 1;
      chosen.kill('SIGKILL');
    },
    kills: () => kills,
    async ready() {
      while (![...running.keys()].some(isReady)) await once(starts, 'ready');
    },
    async stop() {
      isStopping = true;
      await Promise.all(
        [...running.keys()].map(async (child) => {
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        }),
      );
    },
  };
}
