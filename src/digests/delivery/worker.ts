import type { Logger } from 'pino';
import type { Platform } from '../../platforms/platform.ts';
import { DIGEST_PLATFORMS, type DigestPlatform } from '../subscription.ts';
import { createAttempt, EVIDENCE_PAUSE } from './attempt.ts';
import type { Composer } from './composer.ts';
import type { Outbox } from './outbox.ts';
import { createPlanner } from './planner.ts';
import { createSender, type Sender } from './sender.ts';
import { startTick } from './tick.ts';

/** Milliseconds before what a failing store or a bug interrupted is tried again. */
const PAUSE_AFTER_ERROR = 10_000;
/** Milliseconds: shorter waits would only ask the store in vain. */
const SHORTEST_WAIT = 100;
/** Milliseconds: the tick of the minute looks anyway. */
const LONGEST_WAIT = 60_000;

/** Plans and sends digests for as long as the program runs. */
export interface DigestWorker {
  /** Ticks every minute from now on, and in between when a delivery is to be tried again. */
  start(): void;
  /** Plans what is due and sends all that is ready, once: for whoever keeps the time, instead of `start`. */
  pass(): Promise<void>;
  /** When the next such pass would find something to send, as far as is known now. */
  nextWake(): Promise<Temporal.Instant | undefined>;
  /** Begins nothing new, and waits for the pass under way. Safe to call twice. */
  stop(): Promise<void>;
}

export interface DigestWorkerOptions {
  readonly outbox: Outbox;
  readonly composer: Composer;
  readonly platforms: readonly Platform[];
  /** Unique to this process and start. */
  readonly owner: string;
  readonly now: () => Temporal.Instant;
  /** 0 up to, but not including, 1. */
  readonly chance: () => number;
  readonly log: Logger;
  /** Told when a tick has ended, and whether what is due could be planned. */
  readonly onTick?: (outcome: 'planned' | 'failed') => void;
  /** A digest that could not be sent within this time after its slot is not sent: it would be news no more. */
  readonly grace: Temporal.Duration;
  /**
   * Milliseconds that a claimed delivery stays this process's own. Renewed while it lives; after a crash, the time
   * until another one takes over. Far above the time limit of a platform request.
   */
  readonly lease: number;
  /** Milliseconds; see `EVIDENCE_PAUSE`. */
  readonly evidencePause?: number;
}

/** Plans and sends digests. Platforms do not wait for each other. */
export function createDigestWorker(options: DigestWorkerOptions): DigestWorker {
  const { outbox, composer, owner, now, chance, grace, lease, log } = options;
  const planner = createPlanner({ outbox, now, grace });
  const senders = options.platforms.flatMap((platform): Sender[] => {
    if (!takesDigests(platform.name)) return [];
    const evidencePause = options.evidencePause ?? Math.min(EVIDENCE_PAUSE, lease / 2);
    const attempt = createAttempt({
      outbox,
      owner,
      platform,
      composer,
      now,
      grace,
      evidencePause,
      lease,
      chance,
      log,
    });
    return [createSender({ outbox, owner, platform: platform.name, attempt, now, lease, log })];
  });

  const wakes = new Map<Sender, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let stopTick: (() => Promise<void>) | undefined;
  let stopping: Promise<void> | undefined;

  /** Drains, then sets an alarm for what is left. */
  async function keepSending(sender: Sender): Promise<void> {
    clearTimeout(wakes.get(sender));
    let wait = PAUSE_AFTER_ERROR;
    try {
      await sender.drain();
      const next = await sender.nextWake();
      wait = next ? next.epochMilliseconds - now().epochMilliseconds : LONGEST_WAIT;
    } catch (error) {
      log.error({ err: error }, 'sending digests was interrupted');
    }
    if (stopping) return;
    const within = Math.min(Math.max(wait, SHORTEST_WAIT), LONGEST_WAIT);
    clearTimeout(wakes.get(sender));
    wakes.set(
      sender,
      setTimeout(() => track(keepSending(sender)), within),
    );
  }

  function track(task: Promise<void>): void {
    const tracked: Promise<void> = task.finally(() => running.delete(tracked));
    running.add(tracked);
  }

  async function tick(): Promise<void> {
    try {
      await planner.plan();
      options.onTick?.('planned');
    } catch (error) {
      log.error({ err: error }, 'planning digests was interrupted');
      options.onTick?.('failed');
    }
    for (const sender of senders) track(keepSending(sender));
  }

  async function shutDown(): Promise<void> {
    await stopTick?.();
    for (const wake of wakes.values()) clearTimeout(wake);
    await Promise.all(senders.map((sender) => sender.stop()));
    await Promise.all(running);
  }

  return {
    start() {
      stopTick ??= startTick(tick);
      track(tick());
    },
    async pass() {
      await planner.plan();
      await Promise.all(senders.map((sender) => sender.drain()));
    },
    async nextWake() {
      const wakes = await Promise.all(senders.map((sender) => sender.nextWake()));
      return wakes.filter((wake) => wake !== undefined).toSorted(Temporal.Instant.compare)[0];
    },
    stop() {
      stopping ??= shutDown();
      return stopping;
    },
  };
}

function takesDigests(name: Platform['name']): name is DigestPlatform {
  return DIGEST_PLATFORMS.some((platform) => platform === name);
}
