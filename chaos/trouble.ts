import type { Fault } from '../tests/standins/slack/faults.ts';

/** How often each fault happens to a call that posts or reads back. What is left goes well. */
const SHARES: readonly { readonly share: number; readonly fault: Fault }[] = [
  { share: 0.03, fault: { kind: 'limited', seconds: 1 } },
  { share: 0.04, fault: { kind: 'broken', done: true } },
  { share: 0.03, fault: { kind: 'broken', done: false } },
  { share: 0.04, fault: { kind: 'reset', done: true } },
  { share: 0.03, fault: { kind: 'reset', done: false } },
];

/** Of the steps of a delivery that the platform sees, the share at which a process is killed. */
const KILL_SHARE = 0.2;
/** Milliseconds after the call arrives: before it is answered, while the answer travels, while it is written down. */
const KILL_WITHIN = 25;

const STEPS = ['chat.postMessage', 'conversations.history'];

/** Decides what goes wrong with one call, and has a process killed around some. */
export function createTrouble(random: () => number, killOne: () => void) {
  let isOver = false;
  return {
    take(method: string): Fault | undefined {
      if (isOver || !STEPS.includes(method)) return undefined;
      if (random() < KILL_SHARE) setTimeout(killOne, random() * KILL_WITHIN);
      let at = random();
      for (const { share, fault } of SHARES) {
        if (at < share) return fault;
        at -= share;
      }
      return undefined;
    },
    end() {
      isOver = true;
    },
  };
}
