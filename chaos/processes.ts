import { EventEmitter, once } from 'node:events';
import { start } from '../tests/program.ts';

/** Copies of the program, each started again whenever it ends. */
export interface Processes {
  /** Ends one of those that run, at once and without a chance to tidy up; mostly one that has started up. */
  killOne(): void;
  readonly kills: () => number;
  /** Resolves when at least one has started up, or one that is named. */
  ready(index?: number): Promise<void>;
  /** Lets one end properly, starts it again, and resolves when it has started up. */
  restart(index: number): Promise<void>;
  /** How many ended by themselves, unless for want of a database at their start, or did not end when told to. */
  readonly crashes: () => number;
  /** Starts no more, and ends all. */
  stop(): Promise<void>;
}

export interface ProcessesOptions {
  /** Where they run. */
  readonly folder: string;
  readonly count: number;
  readonly settingsOf: (index: number) => Readonly<Record<string, string>>;
  /** Platforms that each says a line about when it has joined them. */
  readonly platforms: number;
  readonly random: () => number;
}

/** Output kept of a process that ended by itself. */
const OUTPUT_KEPT = 2_000;
/** Of the kills, the share that may fall into a start. */
const WHILE_STARTING = 0.2;
/** Milliseconds that a process may take to finish what is under way: twice what it gives itself, on a busy machine. */
const END_WITHIN = 60_000;
/** Milliseconds for a start, with a database in trouble and however many attempts. */
const START_WITHIN = 180_000;
/** Milliseconds before one that could not start is started again, as a service manager waits. */
const START_AGAIN_AFTER = 500;

type Child = ReturnType<typeof start>;

interface Running {
  readonly child: Child;
  lines: number;
  /** Told to end: an exit code of 0 is what is expected of it. */
  isLeaving: boolean;
}

/** The program as `npm start` starts it. */
export function startProcesses(options: ProcessesOptions): Processes {
  const { folder, count, settingsOf, platforms, random } = options;
  const running = new Map<number, Running>();
  const starts = new EventEmitter<{ ready: [] }>();
  starts.setMaxListeners(0);
  let kills = 0;
  let crashes = 0;
  let isStopping = false;

  const isReady = ({ child, lines, isLeaving }: Running) => !child.killed && !isLeaving && lines >= platforms;

  function startOne(index: number): void {
    const child = start('start', [], folder, settingsOf(index));
    const one: Running = { child, lines: 0, isLeaving: false };
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      one.lines += chunk.toString().split('\n').length - 1;
      if (isReady(one)) starts.emit('ready');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_KEPT);
    });
    running.set(index, one);
    child.once('exit', (code, signal) => {
      running.delete(index);
      if (isStopping) return;
      const hadNoDatabase = one.lines < platforms && /The Postgres database .+ (?:on|is) /.test(output);
      // Told to end before it listens for that: the signal itself ends it, and nothing was under way.
      const left = one.isLeaving && (code === 0 || signal === 'SIGTERM');
      if (signal !== 'SIGKILL' && !left && !hadNoDatabase) {
        crashes += 1;
        console.error(`process ${index} ended by itself (${code ?? signal}):\n${output}`);
      }
      if (hadNoDatabase) setTimeout(() => isStopping || startOne(index), START_AGAIN_AFTER);
      else startOne(index);
    });
  }

  async function ready(index?: number): Promise<void> {
    const wanted = () => (index === undefined ? [...running.values()] : [running.get(index)]);
    const patience = AbortSignal.timeout(START_WITHIN);
    while (!wanted().some((one) => one !== undefined && isReady(one))) {
      await once(starts, 'ready', { signal: patience }).catch((error: unknown) => {
        throw new Error(`process ${index ?? 'of any number'} did not start within ${START_WITHIN / 1000} s`, {
          cause: error,
        });
      });
    }
  }

  for (let index = 0; index < count; index += 1) startOne(index);
  return {
    killOne() {
      const alive = [...running.values()].filter(({ child }) => child.exitCode === null && !child.killed);
      const candidates = random() < WHILE_STARTING ? alive : alive.filter(isReady);
      const chosen = candidates[Math.floor(random() * candidates.length)];
      if (!chosen) return;
      kills += 1;
      chosen.child.kill('SIGKILL');
    },
    kills: () => kills,
    crashes: () => crashes,
    ready,
    async restart(index) {
      const one = running.get(index);
      if (one && !one.isLeaving) {
        one.isLeaving = true;
        const ended = once(one.child, 'exit');
        one.child.kill('SIGTERM');
        const impatience = setTimeout(() => {
          crashes += 1;
          console.error(`process ${index} did not end within ${END_WITHIN / 1000} s`);
          one.child.kill('SIGKILL');
        }, END_WITHIN);
        await ended;
        clearTimeout(impatience);
      }
      await ready(index);
    },
    async stop() {
      isStopping = true;
      await Promise.all(
        [...running.values()].map(async ({ child }) => {
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        }),
      );
    },
  };
}
