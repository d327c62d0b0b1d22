import { latestSlot, nextSlot } from '../schedule.ts';
import type { Schedule } from '../subscription.ts';

/** Longest time between two slots of a schedule that has a slot every week, with a day for the date line. */
const LONGEST_GAP_DAYS = 8;

/** What planning needs to know of a subscription. */
export interface Scheduled {
  readonly id: number;
  readonly schedule: Schedule;
  readonly nextAt: Temporal.Instant;
}

/** What becomes of one subscription whose time has come. */
export interface Plan {
  readonly subscription: number;
  /** Absent where the schedule has no slot since `nextAt`: its zone's rules, or a wrong clock, have changed. */
  readonly due?: DueSlot;
  /** The subscription's `nextAt` from now on. */
  readonly nextAt: Temporal.Instant;
}

/** A slot whose time has come, and whether its digest may still be sent. */
export interface DueSlot {
  readonly slot: Temporal.Instant;
  /** `missed`: past the grace period, told in `why` and not sent. Slots before it that were missed leave no trace. */
  readonly verdict: 'send' | 'missed';
}

/**
 * Decides which slots are due. However long nobody asked, each subscription has at most one slot to send: the
 * latest, and that only within `grace`. Subscriptions whose time has not come have no plan, except those whose
 * `nextAt` lies further ahead than any schedule reaches, which a clock that was wrong has left behind.
 */
export function planSlots(
  subscriptions: readonly Scheduled[],
  now: Temporal.Instant,
  grace: Temporal.Duration,
): readonly Plan[] {
  // Many channels share a schedule, and calendar arithmetic is the costly part.
  const times = new Map<string, { readonly latest: Temporal.Instant; readonly next: Temporal.Instant }>();
  const timesOf = (schedule: Schedule) => {
    const key = `${schedule.days.join()} ${schedule.time} ${schedule.zone}`;
    const known = times.get(key) ?? { latest: latestSlot(schedule, now), next: nextSlot(schedule, now) };
    times.set(key, known);
    return known;
  };
  return subscriptions.flatMap(({ id, schedule, nextAt }): readonly Plan[] => {
    const due = Temporal.Instant.compare(nextAt, now) <= 0;
    if (!due && !isBeyondReach(nextAt, now)) return [];
    const { latest, next } = timesOf(schedule);
    if (!due || Temporal.Instant.compare(latest, nextAt) < 0) return [{ subscription: id, nextAt: next }];
    const isWithinGrace = Temporal.Instant.compare(latest.add(grace), now) >= 0;
    return [
      { subscription: id, due: { slot: latest, verdict: isWithinGrace ? 'send' : 'missed' }, nextAt: next },
    ];
  });
}

/** Further ahead than any schedule reaches. */
function isBeyondReach(nextAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(nextAt, furthestNext(now)) > 0;
}

/** No subscription that was planned by a right clock has its next slot after this. */
export function furthestNext(now: Temporal.Instant): Temporal.Instant {
  return now.add({ hours: 24 * LONGEST_GAP_DAYS });
}
