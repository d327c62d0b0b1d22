import type { Reply } from '../../reply.ts';
import type { WorkspaceMessage } from './workspace-history.ts';

/** Something that every open window which may see the message has to show. */
export interface LoggedEvent {
  /** Where the log stands after this event. */
  readonly cursor: string;
  readonly message: WorkspaceMessage;
  /** Id of the draft that the message takes the place of. */
  readonly draft?: number;
}

/** An answer as far as it is written. Whoever is not there to see it misses nothing: the message follows. */
export interface Draft {
  /** Below 0, unlike any message’s. */
  readonly id: number;
  readonly conversation: string;
  readonly authorId: string;
  readonly visibleTo?: string;
  /** Absent: nothing comes of it. */
  readonly reply?: Reply;
}

export type LiveEvent = LoggedEvent | { readonly writing: Draft };

/** The latest events in order, for windows that are open and for those that come back after a gap. */
export interface EventLog {
  /** @param draft id of the draft that the message takes the place of */
  publish(message: WorkspaceMessage, draft?: number): void;
  /** Shows a draft to the windows that are open now; it is not kept. */
  sketch(draft: Draft): void;
  cursor(): string;
  /**
   * Calls `listener` for every event and draft from now on.
   * @returns what happened after `cursor` (undefined when the log no longer knows), and how to stop listening
   */
  follow(
    cursor: string,
    listener: (event: LiveEvent) => void,
  ): { readonly missed: readonly LoggedEvent[] | undefined; readonly unfollow: () => void };
}

/**
 * @param run names this run of the program: cursors of another run are recognised as unknown
 * @param keep how many events can be caught up on
 */
export function createEventLog(run: string, keep: number): EventLog {
  const events: { readonly sequence: number; readonly event: LoggedEvent }[] = [];
  const listeners = new Set<(event: LiveEvent) => void>();
  let sequence = 0;
  const cursorAt = (at: number) => `${run}.${at}`;

  function missedSince(cursor: string): readonly LoggedEvent[] | undefined {
    const [ofRun, at] = cursor.split('.');
    const position = Number(at);
    const oldestKnown = sequence - events.length;
    if (ofRun !== run || !Number.isInteger(position) || position < oldestKnown || position > sequence) {
      return undefined;
    }
    return events.filter((entry) => entry.sequence > position).map((entry) => entry.event);
  }

  return {
    publish(message, draft) {
      sequence += 1;
      const event = { cursor: cursorAt(sequence), message, ...(draft === undefined ? {} : { draft }) };
      events.push({ sequence, event });
      if (events.length > keep) events.shift();
      for (const listener of listeners) listener(event);
    },
    sketch(writing) {
      for (const listener of listeners) listener({ writing });
    },
    cursor: () => cursorAt(sequence),
    follow(cursor, listener) {
      const missed = missedSince(cursor);
      listeners.add(listener);
      return { missed, unfollow: () => listeners.delete(listener) };
    },
  };
}
