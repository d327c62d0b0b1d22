/**
 * Loaded before the program, in a process of its own: time passes there only when standard input says so, a number of
 * seconds a line, each answered with `passed`. Timers of libraries keep to the real time, in which nothing happens meanwhile.
 */
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { ASSESS_EVERY } from '../../../../src/ops/health/watchdog.ts';

interface Alarm {
  readonly delay: number;
  readonly at: number;
  readonly ring: () => void;
}

const alarms = new Set<Alarm>();
let now = Temporal.Now.instant().epochMilliseconds;
Temporal.Now.instant = () => Temporal.Instant.fromEpochMilliseconds(now);

const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout } = globalThis;
const handles = new WeakMap<object, Alarm>();

Object.assign(globalThis, {
  setTimeout(ring: (...given: unknown[]) => void, delay = 0, ...given: unknown[]) {
    if (new Error().stack?.includes('/node_modules/')) return realSetTimeout(ring, delay, ...given);
    const alarm = { delay, at: now + delay, ring: () => ring(...given) };
    alarms.add(alarm);
    const handle = { ref: () => handle, unref: () => handle };
    handles.set(handle, alarm);
    return handle;
  },
  clearTimeout(handle: NodeJS.Timeout | undefined) {
    const alarm = handle && handles.get(handle);
    if (alarm) alarms.delete(alarm);
    else realClearTimeout(handle);
  },
});

/** Not past the next look, which is set once the last one is over: a machine that is slow passes time no faster. */
async function pass(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= ASSESS_EVERY) {
    now += Math.min(left, ASSESS_EVERY) * 1000;
    for (const alarm of alarms) {
      if (alarm.at > now) continue;
      alarms.delete(alarm);
      alarm.ring();
    }
    do await turn(undefined, { ref: false });
    while (![...alarms].some(({ delay }) => delay === ASSESS_EVERY * 1000));
  }
}

const lines = createInterface({ input: process.stdin });
lines.on('line', async (line) => {
  await pass(Number(line));
  // Where the program says what is wrong, so that one comes after the other.
  process.stderr.write('passed\n');
});
process.stdin.unref();
