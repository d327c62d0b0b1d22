import { type Delivery, nextState } from '../../digests/delivery/delivery.ts';
import type { Outbox, Settlement } from '../../digests/delivery/outbox.ts';
import type { Observation, Observe } from './observation.ts';

/**
 * The same outbox; each state that this process brings a delivery into is told once it is written down. A slot that
 * is planned as missed passes through no state: the overview of the store has it.
 */
export function observedOutbox<O extends Outbox>(outbox: O, observe: Observe): O {
  return {
    ...outbox,
    async settle(delivery, owner, settlement) {
      const kept = await outbox.settle(delivery, owner, settlement);
      if (kept) observe(settled(delivery, settlement));
      return kept;
    },
  };
}

function settled(delivery: Delivery, { event, now }: Settlement): Observation {
  const state = nextState(delivery.state, event);
  const delay = (now.epochMilliseconds - delivery.slot.epochMilliseconds) / 1000;
  return {
    kind: 'digest',
    platform: delivery.place.platform,
    state,
    ...(state === 'sent' ? { delay: Math.max(0, delay) } : {}),
  };
}
