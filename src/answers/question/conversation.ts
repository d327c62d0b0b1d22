import type { Intent } from './intent.ts';

/** Where a conversation takes place. In a thread everyone shares it; elsewhere each person has their own. */
export interface Place {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string;
  readonly person: string;
}

/** What is remembered of one question and its answer. */
export interface Turn {
  readonly question: string;
  /** Entry id; absent when nothing covered the question. */
  readonly topic?: string;
  readonly intent: Intent;
  /** Actor ids the question was about. */
  readonly actors: readonly string[];
  /** Statement ids, the first cited first. */
  readonly cited: readonly string[];
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

/** One line for each conversation: whoever asks in a thread is in the thread's. */
export function conversationKey({ platform, workspace, channel, thread, person }: Place): string {
  return JSON.stringify(
    thread === undefined
      ? [platform, workspace, channel, 'of', person]
      : [platform, workspace, channel, 'in', thread],
  );
}
