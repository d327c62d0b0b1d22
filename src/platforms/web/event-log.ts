import type { WorkspaceMessage } from './workspace-history.ts';

/** Something that every open window which may see the message has to show. */
export interface LoggedEvent {
  /** Where the log stands after this event. */
  readonly cursor: string;
  readonly message: WorkspaceMessage;
}

/** The latest events in order, for windows that are open and for those that come back after a gap. */
export interface EventLog {
  publish(message: WorkspaceMessage): void;
  cursor(): string;
  /**
   * Calls `listener` for every event from now on.
   * @returns what happened after `cursor` (undefined when the log no longer knows), and how to stop listening
   */
  follow(
    cursor: string,
    listener: (event: LoggedEvent) => void,
  ): { readonly missed: readonly LoggedEvent[] | undefined; readonly unfollow: () => void };
}

/**
 * @param run names this run of the program: cursors of another run are recognised as unknown
 * @param keep how many events can be caught up on
 */
export function createEventLog(run: string, keep: number): EventLog {
  const events: { readonly sequence: number; readonly event: LoggedEvent }[] = [];
  const listeners = new Set<(event: LoggedEvent) => void>();
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
    publish(message) {
      sequence += 1;
      const event = { cursor: cursorAt(sequence), message };
      events.push({ sequence, event });
      if (events.length > keep) events.shift();
      for (const listener of listeners) listener(event);
    },
    cursor: () => cursorAt(sequence),
    follow(cursor, listener) {
      const missed = missedSince(cursor);
      listeners.add(listener);
      return { missed, unfollow: () => listeners.delete(listener) };
    },
  };
}
