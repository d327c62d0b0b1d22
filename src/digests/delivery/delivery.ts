import type { Place } from '../subscription.ts';

/**
 * One slot of one subscription on its way to its channel.
 *
 * planned → sending → sent is the way of nearly all. What may or may not have arrived is `uncertain` until the
 * platform's own evidence settles it; nothing uncertain is ever sent again before that.
 */
export const DELIVERY_STATES = [
  'planned',
  'sending',
  'uncertain',
  'sent',
  'skipped',
  'missed',
  'refused',
  'expired',
  'cancelled',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The digest of one slot of one subscription, with how far it has come. */
export interface Delivery {
  readonly id: number;
  readonly subscription: number;
  readonly place: Place;
  readonly slot: Temporal.Instant;
  readonly state: DeliveryState;
  /** How often sending or settling failed. */
  readonly failures: number;
  /** When the first attempt to send began: evidence of any cannot be older. */
  readonly begunAt?: Temporal.Instant;
}

/** Identifies the message of a delivery for ever, on every platform. */
export function deliveryKey({ subscription, slot }: Pick<Delivery, 'subscription' | 'slot'>): string {
  return `digest-${subscription}-${slot.epochMilliseconds / 60_000}`;
}

/**
 * What happens to a delivery.
 *
 * - `begin`: the attempt to send begins; from here on the message may arrive.
 * - `posted`: it arrived.
 * - `abandoned`: the lease ran out while sending; the process that sent it is gone, or stuck.
 * - `unknown`: the platform answered in no way that tells.
 * - `postponed`: not sent, for a passing reason or because of a limit.
 * - `refused`: the platform will not take it.
 * - `found`, `absent`: the platform's own evidence of what was uncertain.
 * - `empty`: nothing changed, and the subscription wants no message then.
 * - `late`: beyond the grace period.
 * - `withdrawn`: its subscription was removed, paused or stopped before it was sent.
 */
export type DeliveryEvent =
  | 'begin'
  | 'posted'
  | 'abandoned'
  | 'unknown'
  | 'postponed'
  | 'refused'
  | 'found'
  | 'absent'
  | 'empty'
  | 'late'
  | 'withdrawn';

/** States that nothing leads out of. */
export const SETTLED_STATES = [
  'sent',
  'skipped',
  'missed',
  'refused',
  'expired',
  'cancelled',
] as const satisfies readonly DeliveryState[];
type Settled = (typeof SETTLED_STATES)[number];
/** States that something still leads out of. */
export type OpenState = Exclude<DeliveryState, Settled>;

/** Every way from one state to another. What is not here cannot happen. */
export const TRANSITIONS: Readonly<
  Record<OpenState, Partial<Readonly<Record<DeliveryEvent, DeliveryState>>>>
> = {
  planned: {
    begin: 'sending',
    empty: 'skipped',
    late: 'expired',
    withdrawn: 'cancelled',
    // Given back before it was begun: its workspace is held up.
    postponed: 'planned',
  },
  sending: {
    posted: 'sent',
    abandoned: 'uncertain',
    unknown: 'uncertain',
    postponed: 'planned',
    refused: 'refused',
  },
  uncertain: {
    found: 'sent',
    absent: 'planned',
    // Evidence could not be had this time; it stays uncertain and is looked for again.
    unknown: 'uncertain',
    refused: 'refused',
    // Rather a digest too few than one too many.
    late: 'expired',
  },
};

/** @throws Error for an event that cannot happen in this state: a mistake of ours */
export function nextState(state: DeliveryState, event: DeliveryEvent): DeliveryState {
  const next = isOpen(state) ? TRANSITIONS[state][event] : undefined;
  if (next === undefined) throw new Error(`a delivery that is ${state} cannot be ${event}`);
  return next;
}

export function isOpen(state: DeliveryState): state is OpenState {
  return !SETTLED_STATES.some((settled) => settled === state);
}
