import { setTimeout as sleep } from 'node:timers/promises';
import { type DeliveryState, deliveryKey } from '../src/digests/delivery/delivery.ts';
import { latestSlot } from '../src/digests/schedule.ts';
import { type Schedule, WEEKDAYS } from '../src/digests/subscription.ts';
import type { Store } from '../src/store/store.ts';
import type { Destination } from './destination.ts';

/** Slots lie up to this far back: well within the grace period. */
const PAST_MINUTES = 240;
/** Milliseconds for what is left when the trouble ends: leases, back-offs, the tick of the next minute. */
const PATIENCE = 300_000;

/** A digest that has to arrive, once. */
export interface Expected {
  readonly id: number;
  readonly key: string;
  readonly destination: Destination;
}

/** A channel whose digest has been due for a while: it is planned as soon as any process looks. */
export async function subscribeOne(
  store: Store,
  destination: Destination,
  random: () => number,
): Promise<Expected> {
  const now = Temporal.Now.instant();
  const due = now.subtract({ minutes: 2 + Math.floor(random() * PAST_MINUTES) }).toZonedDateTimeISO('UTC');
  const schedule: Schedule = {
    days: [...WEEKDAYS],
    time: due.toPlainTime().toString({ smallestUnit: 'minute' }),
    zone: 'UTC',
  };
  const slot = latestSlot(schedule, now);
  const { id } = await store.subscriptions.add(
    {
      place: destination.place(),
      topics: { kind: 'all' },
      schedule,
      skipEmpty: false,
      createdBy: { id: 'U0ANN', name: 'ann' },
    },
    { createdAt: slot, nextAt: slot, edition: 'none' },
  );
  return { id, key: deliveryKey({ subscription: id, slot }), destination };
}

/** Resolves when every delivery is sent, or patience ends, with the number of those that are not. */
export async function untilSettled(store: Store, expected: readonly Expected[]): Promise<number> {
  const deadline = performance.now() + PATIENCE;
  let open = expected;
  for (;;) {
    const states = await Promise.all(open.map(({ id }) => stateOf(store, id)));
    open = open.filter((_, index) => states[index] !== 'sent');
    if (open.length === 0 || performance.now() > deadline) return open.length;
    await sleep(500);
  }
}

export async function countArrivals(store: Store, expected: readonly Expected[]) {
  const byDestination = Map.groupBy(expected, ({ destination }) => destination);
  const arrivals = await Promise.all(
    [...byDestination].map(([destination, of]) =>
      destination.arrivals(
        of.map(({ key }) => key),
        store,
      ),
    ),
  );
  const counts = arrivals.flatMap((byKey) => [...byKey.values()]);
  return {
    slots: expected.length,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
  };
}

export async function stateOf(store: Store, id: number): Promise<DeliveryState | undefined> {
  const [delivery] = await store.subscriptions.deliveries(id, 1);
  return delivery?.state;
}
