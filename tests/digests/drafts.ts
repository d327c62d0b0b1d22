import type { Outbox } from '../../src/digests/delivery/outbox.ts';
import { planSlots } from '../../src/digests/delivery/plan.ts';
import type { SubscriptionDraft } from '../../src/digests/subscription.ts';
import type { Subscriptions } from '../../src/digests/subscriptions/subscriptions.ts';

export const GRACE = Temporal.Duration.from({ hours: 6 });

export const created = Temporal.Instant.from('2026-02-04T12:00:00Z');
/** Eight o'clock in Muscat on the day after. */
export const slot = Temporal.Instant.from('2026-02-05T04:00:00Z');

/** Planning looks no further ahead than a week and a day. */
export const furthest = slot.add({ hours: 24 * 8 });

/** Plans all that is due, as a tick does. */
export async function planDue(outbox: Outbox, now = slot): Promise<void> {
  const { subscriptions } = await outbox.due(now, furthest, 100);
  await outbox.plan(planSlots(subscriptions, now, GRACE), subscriptions, now);
}

/** A channel's daily digest of everything at eight in Muscat. */
export function draft(changed: Partial<SubscriptionDraft> = {}): SubscriptionDraft {
  return {
    place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
    topics: { kind: 'all' },
    schedule: { days: [1, 2, 3, 4, 5, 6, 7], time: '08:00', zone: 'Asia/Muscat' },
    skipEmpty: false,
    createdBy: { id: 'U1', name: 'Alex' },
    ...changed,
  };
}

/** Adds the subscription as of the day before its first slot. */
export function subscribe(
  subscriptions: Subscriptions,
  changed: Partial<SubscriptionDraft> = {},
  edition = 'e0',
) {
  return subscriptions.add(draft(changed), { createdAt: created, nextAt: slot, edition });
}
