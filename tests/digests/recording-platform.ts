import type {
  FoundOutcome,
  Platform,
  PlatformName,
  PostOutcome,
  Target,
} from '../../src/platforms/platform.ts';
import type { Reply } from '../../src/reply.ts';

export interface Posted {
  readonly key: string;
  readonly target: Target;
  readonly reply: Reply;
}

/** What a post does: whether the message arrives, and what the sender is told. */
export interface Behaviour {
  readonly arrives: boolean;
  readonly outcome: PostOutcome;
}

const posts: Behaviour = { arrives: true, outcome: { kind: 'posted', messageId: 'm' } };
export const lostAnswer: Behaviour = {
  arrives: true,
  outcome: { kind: 'unknown', reason: 'the answer was lost' },
};
export const lostRequest: Behaviour = { arrives: false, outcome: { kind: 'unknown', reason: 'timed out' } };

/** A platform that keeps what arrives, and behaves as told. */
export function recordingPlatform(name: PlatformName = 'slack') {
  const messages: Posted[] = [];
  const behaviours: Behaviour[] = [];
  let evidence: 'readable' | 'unreadable' = 'readable';
  const beginnings: (Temporal.Instant | undefined)[] = [];
  let whenPosting: (posted: Posted) => Promise<void> | void = () => {};
  const platform: Platform = {
    name,
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: 'connected', detail: '' }),
    async post(target, reply, key, begunAt) {
      beginnings.push(begunAt);
      const behaviour = behaviours.shift() ?? posts;
      const posted = { key, target, reply };
      await whenPosting(posted);
      if (behaviour.arrives) messages.push(posted);
      return behaviour.outcome;
    },
    async findPosted(_target, key): Promise<FoundOutcome> {
      if (evidence === 'unreadable') return { kind: 'unknown', reason: 'history cannot be read' };
      return messages.some((message) => message.key === key)
        ? { kind: 'found', messageId: 'm' }
        : { kind: 'absent' };
    },
  };
  return {
    platform,
    messages,
    /** Behaviours of the next posts, in order; after them all is well. */
    next: (...more: Behaviour[]) => behaviours.push(...more),
    attempts: () => beginnings.length,
    /** When the first attempt began, as each attempt was told. */
    beginnings,
    setEvidence: (state: typeof evidence) => {
      evidence = state;
    },
    onPost: (listener: typeof whenPosting) => {
      whenPosting = listener;
    },
  };
}
