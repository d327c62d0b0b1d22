import type { Place } from '../subscription.ts';
import type { SubscriptionStatus } from './subscription-reply.ts';
import type { Subscriptions } from './subscriptions.ts';

/** The subscriptions of a channel, each with its last delivery. */
export async function statusesOf(
  place: Place,
  subscriptions: Subscriptions,
): Promise<readonly SubscriptionStatus[]> {
  const found = await subscriptions.in(place);
  return Promise.all(
    found.map(async (subscription) => {
      const [last] = await subscriptions.deliveries(subscription.id, 1);
      return { subscription, ...(last ? { last } : {}) };
    }),
  );
}
