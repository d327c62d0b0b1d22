import type { Logger } from 'pino';
import { UserError } from '../../errors.ts';
import { UNKEPT_MESSAGES } from './limits.ts';
import type { WorkspaceHistory, WorkspaceMessage, WorkspaceMessages } from './workspace-history.ts';

/** A history that goes on while the store can be neither written nor read. */
export interface HistoryWithFallback extends WorkspaceMessages {
  /** As `WorkspaceHistory`; while the store cannot be read, of what is held here alone, and why. */
  page(...asked: Parameters<WorkspaceHistory['page']>): Promise<{
    readonly messages: readonly WorkspaceMessage[];
    readonly failure?: UserError;
  }>;
  /** Why the latest message is remembered by this process alone; undefined while all is well. */
  trouble(): UserError | undefined;
}

/**
 * Reading a briefing must not depend on a disk that is full: while the store is unavailable, what is said is
 * held in memory, where it is lost with the process. A message with a key is never held so: a digest that is
 * not stored would be sent again.
 */
export function withMemoryFallback(history: WorkspaceHistory, log: Logger): HistoryWithFallback {
  const unkept = new Map<number, WorkspaceMessage>();
  let latestId = 0;
  let trouble: UserError | undefined;

  /** Between the ids of the store, which are whole: the order stays true when it is back. */
  function nextId(): number {
    latestId += ID_STEP;
    return latestId;
  }

  function hold(message: Omit<WorkspaceMessage, 'id'>, failure: UserError): WorkspaceMessage {
    if (trouble === undefined) log.error({ err: failure }, 'workspace messages are not being kept');
    trouble = failure;
    const held = { ...message, id: nextId() };
    unkept.set(held.id, held);
    const oldest = unkept.size > UNKEPT_MESSAGES ? unkept.keys().next().value : undefined;
    if (oldest !== undefined) unkept.delete(oldest);
    return held;
  }

  return {
    trouble: () => trouble,

    async append(message, key) {
      try {
        const kept = await history.append(message, key);
        trouble = undefined;
        latestId = Math.max(latestId, kept.id);
        return kept;
      } catch (error) {
        if (key !== undefined || !isUnavailable(error)) throw error;
        return hold(message, error);
      }
    },

    async replace(id, body) {
      const held = unkept.get(id);
      if (!held) return Number.isInteger(id) ? history.replace(id, body) : undefined;
      const replaced = { ...held, body };
      unkept.set(id, replaced);
      return replaced;
    },

    async get(id) {
      return unkept.get(id) ?? (Number.isInteger(id) ? history.get(id) : undefined);
    },

    async page(conversation, personId, limit, before) {
      const held = [...unkept.values()].filter(
        (message) =>
          message.conversation === conversation &&
          (message.visibleTo ?? personId) === personId &&
          (before === undefined || message.id < before),
      );
      const wholeBefore = before === undefined ? undefined : Math.ceil(before);
      try {
        const kept = await history.page(conversation, personId, limit, wholeBefore);
        latestId = Math.max(latestId, ...kept.map((message) => message.id));
        return { messages: [...kept, ...held].sort((one, other) => one.id - other.id).slice(-limit) };
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        return { messages: held.slice(-limit), failure: error };
      }
    },

    findByKey: (key) => history.findByKey(key),
  };
}

/** A power of two, so that adding it is exact. */
const ID_STEP = 1 / 1024;

function isUnavailable(error: unknown): error is UserError {
  return error instanceof UserError && error.code === 'unavailable';
}
