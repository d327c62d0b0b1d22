import { nextSlot } from '../schedule.ts';
import type { Outbox, Position } from './outbox.ts';
import { furthestNext, type Plan, planSlots, type Scheduled } from './plan.ts';

/** Subscriptions planned with one look at the store. */
const BATCH = 2_000;

/** Makes deliveries of the slots that have come. */
export interface Planner {
  /** Makes a delivery of every slot that is due. Safe in several processes at once. */
  plan(): Promise<void>;
}

export interface PlannerOptions {
  readonly outbox: Pick<Outbox, 'due' | 'plan' | 'ahead'>;
  readonly now: () => Temporal.Instant;
  readonly grace: Temporal.Duration;
}

/**
 * Asks the store for due subscriptions, decides, and writes the plans. On its first run, and whenever the clock
 * has gone back, it also computes every coming slot anew: what a clock that was ahead, or older time zone rules,
 * had planned must not hold.
 */
export function createPlanner({ outbox, now, grace }: PlannerOptions): Planner {
  let lastRun: Temporal.Instant | undefined;

  async function planDue(at: Temporal.Instant): Promise<void> {
    let after: Position | undefined;
    do {
      const due = await outbox.due(at, furthestNext(at), BATCH, after);
      await outbox.plan(planSlots(due.subscriptions, at, grace), due.subscriptions, at);
      after = due.end;
    } while (after);
  }

  async function planAnew(at: Temporal.Instant): Promise<void> {
    let after: Position | undefined;
    do {
      const ahead = await outbox.ahead(at, BATCH, after);
      await outbox.plan(correctionsOf(ahead.subscriptions, at), ahead.subscriptions, at);
      after = ahead.end;
    } while (after);
  }

  return {
    async plan() {
      const at = now();
      if (lastRun === undefined || Temporal.Instant.compare(at, lastRun) < 0) await planAnew(at);
      lastRun = at;
      await planDue(at);
    },
  };
}

function correctionsOf(ahead: readonly Scheduled[], now: Temporal.Instant): readonly Plan[] {
  const next = new Map<string, Temporal.Instant>();
  return ahead.flatMap(({ id, schedule, nextAt }) => {
    const key = JSON.stringify(schedule);
    const right = next.get(key) ?? nextSlot(schedule, now);
    next.set(key, right);
    return right.equals(nextAt) ? [] : [{ subscription: id, nextAt: right }];
  });
}
