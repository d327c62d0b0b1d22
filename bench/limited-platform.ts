import type { Platform, PostOutcome } from '../src/platforms/platform.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Milliseconds from a request to its answer. */
const LATENCY = 120;

/** Requests a second of one bot in all; discord.js lets them wait their turn. https://docs.discord.com/developers/topics/rate-limits */
export const DISCORD_PER_SECOND = 50;
/** Messages a minute in one workspace, "several hundred"; more are refused. https://docs.slack.dev/apis/web-api/rate-limits */
const SLACK_PER_MINUTE = 300;

export interface LimitedPlatform extends Platform {
  /** When each message arrived, by its key, in virtual milliseconds. */
  readonly arrivals: ReadonlyMap<string, number>;
  /** When the last message of a workspace arrived. */
  readonly lastOf: ReadonlyMap<string, number>;
}

/** All requests pass one gate, each in its turn, as in the queue of a Discord client. */
export function discordLike(time: VirtualTime): LimitedPlatform {
  let nextTurn = 0;
  return limited('discord', time, async () => {
    const turn = Math.max(time.now(), nextTurn);
    nextTurn = turn + 1000 / DISCORD_PER_SECOND;
    await time.sleep(turn - time.now());
    return undefined;
  });
}

/** Each workspace has an allowance a minute; `slow` ones are told to wait half a minute at their first message. */
export function slackLike(time: VirtualTime, slow: ReadonlySet<string>): LimitedPlatform {
  const windows = new Map<string, { start: number; count: number }>();
  const heldUntil = new Map<string, number>();
  return limited('slack', time, async (workspace) => {
    if (slow.has(workspace) && !heldUntil.has(workspace)) heldUntil.set(workspace, time.now() + 30_000);
    const wait = (heldUntil.get(workspace) ?? 0) - time.now();
    if (wait > 0) return wait;
    const known = windows.get(workspace);
    const window = known && time.now() - known.start < 60_000 ? known : { start: time.now(), count: 0 };
    windows.set(workspace, window);
    if (window.count >= SLACK_PER_MINUTE) return window.start + 60_000 - time.now();
    window.count += 1;
    return undefined;
  });
}

/** @param gate waits for a turn, or gives the milliseconds that a refused request has to wait */
function limited(
  name: 'slack' | 'discord',
  time: VirtualTime,
  gate: (workspace: string) => Promise<number | undefined>,
): LimitedPlatform {
  const arrivals = new Map<string, number>();
  const lastOf = new Map<string, number>();
  return {
    name,
    arrivals,
    lastOf,
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: 'connected', detail: '' }),
    async post({ workspace }, _reply, key): Promise<PostOutcome> {
      const wait = await gate(workspace);
      if (wait === undefined) {
        arrivals.set(key, time.now());
        lastOf.set(workspace, time.now());
      }
      await time.sleep(LATENCY);
      return wait === undefined ? { kind: 'posted', messageId: key } : { kind: 'limited', retryAfter: wait };
    },
    findPosted: async (_target, key) =>
      arrivals.has(key) ? { kind: 'found', messageId: key } : { kind: 'absent' },
  };
}
