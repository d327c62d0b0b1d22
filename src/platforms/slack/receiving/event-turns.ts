import type { Logger } from 'pino';
import { withTimeout } from '../../../resilience/timeout.ts';
import { type Deduplication, PATIENCE } from '../../deduplication.ts';
import type { EventTurn, RecalledEvents } from '../../platform.ts';

/** Events that take time to handle, which Slack delivers again to any process, also after a restart. */
export interface EventTurns {
  /**
   * Handles an event, unless some process did. While another is at it, waits for the outcome: should that one end
   * before, Slack, which was told here too that the event arrived, delivers it no more.
   * @param isAgain Slack delivered it before, so that some process may well have handled it: where the store cannot tell,
   *   it is not taken for the first
   * @param handle `wasLeft`: a process that is gone may have done any part of it
   */
  take(eventId: string, isAgain: boolean, handle: (wasLeft: boolean) => Promise<void>): Promise<void>;
}

export interface EventTurnsOptions {
  readonly handledEvents: RecalledEvents;
  readonly deduplication: Deduplication;
  /** Another one for every process. */
  readonly owner: string;
  /** Milliseconds after which what a process that gives no sign was at is handled by another. */
  readonly lease: number;
  /** Aborted when nothing is to be waited for any more. */
  readonly stopping: AbortSignal;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
}

/** Renewals of a lease within its length: so one may be late, or fail. */
const RENEWALS = 3;
/** What is being handled for longer is held no more: a model has seconds, and Slack a minute to take the answer. */
const LONGEST = { minutes: 5 };

const FIRST: EventTurn = { kind: 'first' };
const LEFT: EventTurn = { kind: 'left' };
const DONE: EventTurn = { kind: 'done' };

export function createEventTurns(options: EventTurnsOptions): EventTurns {
  const { handledEvents, deduplication, owner, lease, stopping, now, log } = options;
  /** When the handling of each began. */
  const held = new Map<string, Temporal.Instant>();
  let renewal: NodeJS.Timeout | undefined;

  const leased = () => ({ owner, until: now().add({ milliseconds: lease }) });

  const begin = (eventId: string) => handledEvents.begin('slack', eventId, leased(), now());

  async function turnAfter(eventId: string, until: Temporal.Instant): Promise<EventTurn> {
    // The other's clock may be ahead by any time.
    const pause = Math.min(Math.max(0, until.since(now()).total('milliseconds')), lease);
    await pauseUntil(pause, stopping);
    if (stopping.aborted) {
      log.info({ event: eventId }, 'stopping; whether another process answers is not waited for');
      return DONE;
    }
    try {
      const turn = await begin(eventId);
      return turn.kind === 'busy' ? await turnAfter(eventId, turn.until) : turn;
    } catch (error) {
      // What was posted tells as well whether there is an answer.
      log.warn({ err: error }, 'whether another process answered cannot be looked up');
      return LEFT;
    }
  }

  async function renew(): Promise<void> {
    const oldest = now().subtract(LONGEST);
    const ids = [...held].filter(([, at]) => Temporal.Instant.compare(at, oldest) > 0).map(([id]) => id);
    await handledEvents
      .renew('slack', ids, leased())
      .catch((error: unknown) => log.warn({ err: error }, 'what is being answered cannot be held on to'));
  }

  async function finish(eventId: string): Promise<void> {
    await handledEvents
      .finish('slack', eventId)
      .catch((error: unknown) => log.warn({ err: error }, 'that an event was handled was not written down'));
  }

  async function hold(eventId: string, handle: () => Promise<void>): Promise<void> {
    held.set(eventId, now());
    renewal ??= setInterval(renew, lease / RENEWALS).unref();
    try {
      await handle();
    } finally {
      held.delete(eventId);
      if (held.size === 0) {
        clearInterval(renewal);
        renewal = undefined;
      }
      await finish(eventId);
    }
  }

  return {
    async take(eventId, isAgain, handle) {
      const turn = isAgain
        ? await deduplication.askOnce(eventId, () => begin(eventId), LEFT)
        : await deduplication.askOnce(eventId, () => withTimeout(begin(eventId), PATIENCE), FIRST);
      const last = turn?.kind === 'busy' ? await turnAfter(eventId, turn.until) : turn;
      if (last?.kind === 'first' || last?.kind === 'left')
        await hold(eventId, () => handle(last.kind === 'left'));
    },
  };
}

/** Ends sooner where the signal is aborted, and leaves nothing with it, which lives as long as the process. */
async function pauseUntil(milliseconds: number, signal: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<void>();
  const end = () => over.resolve();
  const timer = setTimeout(end, milliseconds);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  await over.promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
}
