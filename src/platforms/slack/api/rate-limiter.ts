/** https://docs.slack.dev/apis/web-api/rate-limits: about one message a second in one channel. */
const CHANNEL_INTERVAL_MS = 1_000;
/** Longer waits are given back to the caller, who has other things to send meanwhile. */
const LONGEST_WAIT_MS = 5_000;

/** When the next message may be sent to a channel. Each channel and workspace waits for itself alone. */
export interface RateLimiter {
  /**
   * Takes the channel's next turn. Milliseconds until it comes; or, when that is longer than anyone should
   * wait, `limited` and no turn taken.
   */
  take(workspace: string, channel: string): { readonly kind: 'turn' | 'limited'; readonly wait: number };
  /** Slack asked this workspace to hold back for `wait` milliseconds. */
  hold(workspace: string, wait: number): void;
}

export function createRateLimiter(now: () => Temporal.Instant, interval = CHANNEL_INTERVAL_MS): RateLimiter {
  const turns = new Map<string, number>();
  const holds = new Map<string, number>();

  function forgetPast(at: number): void {
    for (const map of [turns, holds]) for (const [key, until] of map) if (until <= at) map.delete(key);
  }

  return {
    take(workspace, channel) {
      const at = now().epochMilliseconds;
      if (turns.size + holds.size > REMEMBERED) forgetPast(at);
      const key = `${workspace}/${channel}`;
      const turn = Math.max(at, turns.get(key) ?? 0, holds.get(workspace) ?? 0);
      const wait = turn - at;
      if (wait > LONGEST_WAIT_MS) return { kind: 'limited', wait };
      turns.set(key, turn + interval);
      return { kind: 'turn', wait };
    },
    hold(workspace, wait) {
      const until = now().epochMilliseconds + wait;
      holds.set(workspace, Math.max(until, holds.get(workspace) ?? 0));
    },
  };
}

/** Entries in the past are dropped from this size on. */
const REMEMBERED = 1_000;
