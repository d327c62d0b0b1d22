import { setImmediate as turn } from 'node:timers/promises';

/** A clock that stands still while anything real is under way, and then jumps to the next alarm. */
export interface VirtualTime {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  sleep(milliseconds: number): Promise<void>;
  /** The same object, whose calls hold the clock while they last. */
  hold<T extends object>(real: T): T;
  /** Runs `task` to its end, moving the clock whenever only alarms are left to wait for. */
  run<T>(task: Promise<T>): Promise<T>;
}

/** Turns of the event loop in which nothing may begin before the clock moves. */
const QUIET_TURNS = 3;

export function createVirtualTime(start: number): VirtualTime {
  let now = start;
  let held = 0;
  let begun = 0;
  const alarms: { readonly at: number; readonly ring: () => void }[] = [];

  async function isQuiet(): Promise<boolean> {
    const before = begun;
    for (let count = 0; count < QUIET_TURNS; count += 1) {
      await turn();
      if (held > 0) return false;
    }
    return begun === before;
  }

  return {
    now: () => now,
    sleep(milliseconds) {
      begun += 1;
      return new Promise((resolve) => {
        const at = now + Math.max(0, milliseconds);
        const place = alarms.findLastIndex((alarm) => alarm.at <= at) + 1;
        alarms.splice(place, 0, { at, ring: resolve });
      });
    },
    hold(real) {
      return new Proxy(real, {
        get(target, name, receiver) {
          const member: unknown = Reflect.get(target, name, receiver);
          if (typeof member !== 'function') return member;
          return async (...args: unknown[]) => {
            held += 1;
            begun += 1;
            try {
              return await Reflect.apply(member, target, args);
            } finally {
              held -= 1;
            }
          };
        },
      });
    },
    async run(task) {
      let isDone = false;
      const end = () => {
        isDone = true;
      };
      task.then(end, end);
      while (!isDone) {
        if (!(await isQuiet())) continue;
        const alarm = alarms.shift();
        if (!alarm) continue;
        now = alarm.at;
        alarm.ring();
      }
      return task;
    },
  };
}
