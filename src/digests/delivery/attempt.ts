import type { Logger } from 'pino';
import type { FoundOutcome, Platform, PostOutcome } from '../../platforms/platform.ts';
import { backoff, type Pauses } from '../../resilience/backoff.ts';
import type { Composer } from './composer.ts';
import { deliveryKey } from './delivery.ts';
import type { ClaimedDelivery, Outbox, Settlement } from './outbox.ts';

/**
 * Milliseconds before evidence of an uncertain message is looked for. A platform may still be working on a
 * request that was given up on, and what was posted may take a moment to be readable.
 */
export const EVIDENCE_PAUSE = 15_000;

/** Long enough for a dropped connection to come back; a platform that was down is noticed ten minutes after its return. */
const PAUSES: Pauses = { first: 5_000, longest: 10 * 60_000 };

/** Milliseconds by which a platform's clock may differ from ours, when looking for messages since a time. */
const CLOCK_TOLERANCE = 10 * 60_000;

/** Milliseconds until a digest is tried again that waits for the briefings to be readable. */
const UNREADABLE_PAUSE = 30_000;

/** What became of one claimed delivery. */
export type AttemptEnd =
  | { readonly kind: 'settled' }
  /** The whole workspace is to be left alone for so many milliseconds. */
  | { readonly kind: 'held'; readonly milliseconds: number }
  /** The lease went to another process, or may have; nothing was sent by this one after that. */
  | { readonly kind: 'lost' };

export interface AttemptOptions {
  readonly outbox: Pick<Outbox, 'settle'>;
  readonly owner: string;
  readonly platform: Platform;
  readonly composer: Composer;
  readonly now: () => Temporal.Instant;
  readonly grace: Temporal.Duration;
  readonly evidencePause: number;
  /** Milliseconds; see `DigestWorkerOptions`. Far above what a platform request takes. */
  readonly lease: number;
  /** 0 up to, but not including, 1: jitter. */
  readonly chance: () => number;
  readonly log: Logger;
}

/**
 * Takes one delivery as far as it goes now: evidence first where it is uncertain, then compose, begin, post, and
 * write down what came of it. If the process ends anywhere in between, what is written tells the next one
 * whether the message can have been sent.
 */
export function createAttempt(options: AttemptOptions): (delivery: ClaimedDelivery) => Promise<AttemptEnd> {
  const { outbox, owner, platform, composer, now, grace, chance } = options;

  async function settle(delivery: ClaimedDelivery, settlement: Omit<Settlement, 'now'>): Promise<AttemptEnd> {
    const kept = await outbox.settle(delivery, owner, { ...settlement, now: now() });
    if (!kept)
      options.log.warn(about(delivery, settlement.event), 'the lease of a delivery went to another process');
    return { kind: kept ? 'settled' : 'lost' };
  }

  function laterBy(milliseconds: number): Temporal.Instant {
    return now().add({ milliseconds: Math.ceil(milliseconds) });
  }

  function isPastGrace({ slot }: ClaimedDelivery): boolean {
    return Temporal.Instant.compare(slot.add(grace), now()) < 0;
  }

  /** Too little is left of a lease for a request: its end could find another process sending the same. */
  function isNearlyOver(leasedUntil: Temporal.Instant): boolean {
    return leasedUntil.epochMilliseconds - now().epochMilliseconds < options.lease / 2;
  }

  async function lookForEvidence(delivery: ClaimedDelivery): Promise<AttemptEnd | 'absent'> {
    const since = tolerantly(delivery.begunAt ?? delivery.slot);
    const found: FoundOutcome = await platform.findPosted(targetOf(delivery), deliveryKey(delivery), since);
    switch (found.kind) {
      case 'found':
        return settle(delivery, { event: 'found', messageId: found.messageId });
      case 'absent':
        return 'absent';
      case 'unknown':
        if (isPastGrace(delivery))
          return settle(delivery, {
            event: 'late',
            reason: `whether it arrived could not be determined: ${found.reason}`,
          });
        return settle(delivery, {
          event: 'unknown',
          failed: true,
          reason: found.reason,
          notBefore: laterBy(
            Math.max(options.evidencePause, backoff(delivery.failures + 1, PAUSES, chance())),
          ),
        });
    }
  }

  async function send(delivery: ClaimedDelivery): Promise<AttemptEnd> {
    if (delivery.subscribed.state.kind !== 'active') return settle(delivery, { event: 'withdrawn' });
    if (isPastGrace(delivery))
      return settle(delivery, { event: 'late', reason: 'it could not be sent within the grace period' });
    if (!composer.isReady())
      return settle(delivery, {
        event: 'postponed',
        reason: 'the briefings cannot be read',
        notBefore: laterBy(UNREADABLE_PAUSE),
      });
    const digest = await composer.compose(delivery.subscribed, now(), delivery.slot);
    const content = { edition: digest.edition.id, told: digest.told };
    if (digest.isEmpty && delivery.subscribed.skipEmpty)
      return settle(delivery, { event: 'empty', ...content });
    const leasedUntil = laterBy(options.lease);
    const begun = await settle(delivery, { event: 'begin', ...content, leasedUntil });
    if (begun.kind === 'lost') return begun;
    if (isNearlyOver(leasedUntil)) {
      options.log.warn(about(delivery, 'begin'), 'the store took so long that another process may send this');
      return { kind: 'lost' };
    }
    const sending: ClaimedDelivery = { ...delivery, state: 'sending' };
    const outcome = await platform.post(
      targetOf(delivery),
      digest.reply,
      deliveryKey(delivery),
      delivery.begunAt && tolerantly(delivery.begunAt),
    );
    return conclude(sending, outcome);
  }

  async function conclude(delivery: ClaimedDelivery, outcome: PostOutcome): Promise<AttemptEnd> {
    if (outcome.kind !== 'posted')
      options.log.warn({ ...about(delivery, outcome.kind), outcome }, 'a digest was not delivered at once');
    switch (outcome.kind) {
      case 'posted':
        return settle(delivery, { event: 'posted', messageId: outcome.messageId });
      case 'refused':
        return settle(delivery, {
          event: 'refused',
          reason: outcome.reason,
          stop: { reason: outcome.reason, remedy: outcome.remedy },
        });
      case 'limited': {
        const end = await settle(delivery, {
          event: 'postponed',
          notBefore: laterBy(outcome.retryAfter),
          reason: 'the platform asked to wait',
        });
        return end.kind === 'lost' ? end : { kind: 'held', milliseconds: outcome.retryAfter };
      }
      case 'failed':
        return settle(delivery, {
          event: 'postponed',
          failed: true,
          reason: outcome.reason,
          notBefore: laterBy(backoff(delivery.failures + 1, PAUSES, chance())),
        });
      case 'unknown':
        return settle(delivery, {
          event: 'unknown',
          failed: true,
          reason: outcome.reason,
          notBefore: laterBy(options.evidencePause),
        });
    }
  }

  return async (delivery) => {
    if (delivery.state !== 'uncertain') return send(delivery);
    const evidence = await lookForEvidence(delivery);
    if (evidence !== 'absent') return evidence;
    const settled = await settle(delivery, { event: 'absent' });
    return settled.kind === 'lost' ? settled : send({ ...delivery, state: 'planned' });
  };
}

function tolerantly(at: Temporal.Instant): Temporal.Instant {
  return at.subtract({ milliseconds: CLOCK_TOLERANCE });
}

function targetOf({ place }: ClaimedDelivery): { readonly workspace: string; readonly channel: string } {
  return { workspace: place.workspace, channel: place.channel };
}

function about(delivery: ClaimedDelivery, event: string) {
  return {
    event,
    delivery: delivery.id,
    subscription: delivery.subscription,
    place: delivery.place,
    slot: delivery.slot.toString(),
  };
}
