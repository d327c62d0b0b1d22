import type { Logger } from 'pino';
import type { DigestPlatform } from '../subscription.ts';
import type { AttemptEnd } from './attempt.ts';
import type { ClaimedDelivery, Outbox } from './outbox.ts';

/** Milliseconds between renewals at most: of a lease that is shorter, two may fail before it runs out. */
const RENEWAL = 25_000;
/** Deliveries of one platform under way at once: enough that its own limits, not this one, bound the pace. */
const CONCURRENCY = 128;
/** Claimed and waiting, so that a finished delivery is followed by the next without a look at the store. */
const QUEUE = 256;
/** Of these, in one workspace: a slow one must not take all places. */
const PER_WORKSPACE = 4;

/** Sends the deliveries of one platform. */
export interface Sender {
  /** Sends all that is ready now. Resolves when nothing is, or when stopping. One run at a time. */
  drain(): Promise<void>;
  /** When there is something to do again, as far as is known now. */
  nextWake(): Promise<Temporal.Instant | undefined>;
  /** Begins nothing new, waits for what is under way, gives back the rest. */
  stop(): Promise<void>;
}

export interface SenderOptions {
  readonly outbox: Outbox;
  readonly owner: string;
  readonly platform: DigestPlatform;
  readonly attempt: (delivery: ClaimedDelivery) => Promise<AttemptEnd>;
  readonly now: () => Temporal.Instant;
  /** Milliseconds; see `DigestWorkerOptions`. */
  readonly lease: number;
  readonly log: Logger;
}

/** Keeps one platform's deliveries moving, workspaces side by side. */
export function createSender({ outbox, owner, platform, attempt, now, lease, log }: SenderOptions): Sender {
  const held = new Map<string, Temporal.Instant>();
  const busy = new Map<string, number>();
  const underWay = new Map<number, Promise<void>>();
  let waiting: ClaimedDelivery[] = [];
  let draining: Promise<void> | undefined;
  /** Resolved when somebody asks to drain while a drain is under way: there may be more to do. */
  let poked = Promise.withResolvers<void>();
  /** Since the last look at the store began, which may have missed it. */
  let isPoked = false;
  let stopping = false;

  function poke(): void {
    isPoked = true;
    poked.resolve();
  }

  function releaseHolds(): void {
    for (const [workspace, until] of held)
      if (Temporal.Instant.compare(until, now()) <= 0) held.delete(workspace);
  }

  async function refill(): Promise<number> {
    releaseHolds();
    const full = [...busy].filter(([, count]) => count >= PER_WORKSPACE).map(([workspace]) => workspace);
    const at = now();
    const claimed = await outbox.claim({
      owner,
      platform,
      now: at,
      leasedUntil: at.add({ milliseconds: lease }),
      limit: QUEUE,
      perWorkspace: PER_WORKSPACE,
      except: [...held.keys(), ...full],
    });
    for (const { place } of claimed) busy.set(place.workspace, (busy.get(place.workspace) ?? 0) + 1);
    waiting.push(...claimed);
    return claimed.length;
  }

  async function run(delivery: ClaimedDelivery): Promise<void> {
    const { workspace } = delivery.place;
    try {
      if (held.has(workspace)) {
        await outbox.settle(delivery, owner, giveBack(held.get(workspace)));
        return;
      }
      const end = await attempt(delivery);
      if (end.kind === 'held') held.set(workspace, now().add({ milliseconds: Math.ceil(end.milliseconds) }));
    } catch (error) {
      // Its lease runs out, and what is written then tells how to go on.
      log.error({ err: error, delivery: delivery.id }, 'a delivery was interrupted');
    } finally {
      const left = (busy.get(workspace) ?? 1) - 1;
      if (left > 0) busy.set(workspace, left);
      else busy.delete(workspace);
    }
  }

  function giveBack(until: Temporal.Instant | undefined) {
    const at = now();
    return { event: 'postponed', now: at, notBefore: until ?? at } as const;
  }

  function startWaiting(): void {
    while (underWay.size < CONCURRENCY) {
      const next = waiting.shift();
      if (!next) return;
      underWay.set(
        next.id,
        run(next).finally(() => underWay.delete(next.id)),
      );
    }
  }

  /** Only of what is in hand: the lease of an interrupted delivery must run out. */
  async function renew(): Promise<void> {
    try {
      const inHand = [...underWay.keys(), ...waiting.map(({ id }) => id)];
      await outbox.renew(owner, inHand, now().add({ milliseconds: lease }));
    } catch (error) {
      log.warn({ err: error }, 'leases could not be renewed');
    }
  }

  async function drainOnce(): Promise<void> {
    const renewal = setInterval(() => void renew(), Math.min(RENEWAL, lease / 3));
    try {
      while (!stopping) {
        poked = Promise.withResolvers();
        isPoked = false;
        const claimed = waiting.length < QUEUE / 2 ? await refill() : 0;
        startWaiting();
        // A post may wait long for its turn; what became due meanwhile must not wait with it.
        if (underWay.size > 0) await Promise.race([...underWay.values(), poked.promise]);
        else if (claimed === 0 && !isPoked) break;
      }
      await Promise.all(underWay.values());
    } finally {
      clearInterval(renewal);
    }
  }

  return {
    drain() {
      poke();
      draining ??= drainOnce().finally(() => {
        draining = undefined;
      });
      return draining;
    },
    async nextWake() {
      releaseHolds();
      const ready = await outbox.nextReady(platform, [...held.keys()]);
      return [...held.values(), ...(ready ? [ready] : [])].toSorted(Temporal.Instant.compare)[0];
    },
    async stop() {
      stopping = true;
      poke();
      waiting = [];
      await draining?.catch(() => undefined);
      await outbox.release(owner).catch((error: unknown) => {
        // Leases run out by themselves, only later.
        log.warn({ err: error }, 'what was claimed could not be given back');
      });
    },
  };
}
