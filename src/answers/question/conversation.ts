import type { Intent } from './intent.ts';

/**
 * Where a conversation takes place. In a thread everyone shares it; elsewhere each person has their own, and so has
 * whoever asks aside in a thread.
 */
export interface Place {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string;
  /** Asked and answered out of the sight of the others in the thread. */
  readonly aside?: true;
  readonly person: string;
}

/** What is remembered of one question and its answer. */
export interface Turn {
  readonly question: string;
  /** Entry id; absent when the question named none that covered it and none was spoken of. */
  readonly topic?: string;
  readonly intent: Intent;
  /** Actor ids the question was about. */
  readonly actors: readonly string[];
  /** Statement ids, the first cited first. */
  readonly cited: readonly string[];
  /** Nothing covered it: what can only be understood with its answer is not covered either. */
  readonly refused?: true;
}

/** Conversations are kept so long after their last turn. */
export const CONVERSATION_DAYS = 30;

/** The memory of conversations. Kept by the store. */
export interface Conversations {
  /** The last turns, oldest first; none when the last one is older than `CONVERSATION_DAYS` at `now`. */
  recall(place: Place, now: Temporal.Instant): Promise<readonly Turn[]>;
  /** Replaces what is remembered of this place. */
  remember(place: Place, turns: readonly Turn[], now: Temporal.Instant): Promise<void>;
}

/** One line for each conversation: whoever asks in a thread, for all to see, is in the thread's. */
export function conversationKey({ platform, workspace, channel, thread, aside, person }: Place): string {
  return JSON.stringify([
    platform,
    workspace,
    channel,
    ...(thread === undefined ? [] : ['in', thread]),
    ...(thread === undefined || aside ? ['of', person] : []),
  ]);
}

/** The last turns of this place; of a question aside, those of the thread as long as there are none of its own. */
export async function turnsIn(
  { aside, ...place }: Place,
  conversations: Conversations,
  now: Temporal.Instant,
): Promise<readonly Turn[]> {
  const own = aside ? await conversations.recall({ ...place, aside }, now) : [];
  return own.length > 0 ? own : await conversations.recall(place, now);
}
