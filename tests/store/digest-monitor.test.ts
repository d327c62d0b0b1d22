import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeliveryEvent, nextState } from '../../src/digests/delivery/delivery.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { created, draft, planDue, slot, subscribe } from '../digests/drafts.ts';

const later = (hours: number) => slot.add({ hours });

describe.each(stores)('what an operator sees of digests on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, close } = await open());
  });
  afterEach(() => close());

  const plan = (now = slot) => planDue(store.outbox, now);

  async function claimOne(now = slot) {
    const [delivery] = await store.outbox.claim({
      owner: 'p1',
      platform: 'slack',
      now,
      leasedUntil: now.add({ minutes: 1 }),
      limit: 1,
      perWorkspace: 1,
      except: [],
    });
    if (!delivery) throw new Error('expected a delivery to claim');
    return delivery;
  }

  /** Takes the next delivery through these events. */
  async function pass(now: Temporal.Instant, ...events: readonly DeliveryEvent[]): Promise<void> {
    let delivery = await claimOne(now);
    for (const event of events) {
      expect(await store.outbox.settle(delivery, 'p1', { event, now, edition: 'e' })).toBe(true);
      delivery = { ...delivery, state: nextState(delivery.state, event) };
    }
  }

  const silences = (until: Temporal.Instant) => store.digestMonitor.silences(until, 10);

  test('with nothing due there is nothing to see', async () => {
    await subscribe(store.subscriptions);
    expect(await store.digestMonitor.overview(created)).toEqual({
      open: [],
      lost: [],
      subscriptions: [{ state: 'active', count: 1 }],
    });
    expect(await silences(created)).toEqual([]);
  });

  test('a slot that no process has planned is the oldest due, and its channel silent', async () => {
    const { id } = await subscribe(store.subscriptions);
    expect((await store.digestMonitor.overview(later(1))).oldestDue).toEqual(slot);
    expect(await silences(later(1))).toEqual([
      { subscription: id, place: draft().place, slot, state: 'unplanned' },
    ]);
  });

  test('a delivery counts in its state until it is sent', async () => {
    await subscribe(store.subscriptions);
    await plan();
    expect(await store.digestMonitor.overview(slot)).toMatchObject({
      open: [{ platform: 'slack', state: 'planned', count: 1 }],
      oldestDue: slot,
    });
    expect(await silences(slot)).toMatchObject([{ slot, state: 'planned' }]);
    await pass(slot, 'begin');
    expect(await store.digestMonitor.overview(slot)).toMatchObject({ open: [{ state: 'sending' }] });
    await pass(later(1), 'absent', 'begin', 'posted');
    expect(await store.digestMonitor.overview(later(1))).toEqual({
      open: [],
      lost: [],
      subscriptions: [{ state: 'active', count: 1 }],
    });
    expect(await silences(later(1))).toEqual([]);
  });

  test('a channel that wants no empty digest is not silent', async () => {
    await subscribe(store.subscriptions);
    await plan();
    await pass(slot, 'empty');
    expect(await silences(later(1))).toEqual([]);
  });

  test('a slot missed for good leaves its channel silent until a later one is told', async () => {
    await subscribe(store.subscriptions);
    await plan(later(12));
    expect(await store.digestMonitor.overview(later(12))).toMatchObject({
      open: [],
      lost: [{ platform: 'slack', state: 'missed', count: 1 }],
    });
    expect(await silences(later(12))).toMatchObject([{ slot, state: 'missed' }]);
    await plan(later(24));
    await pass(later(24), 'begin', 'posted');
    expect(await silences(later(25))).toEqual([]);
    expect((await store.digestMonitor.overview(later(48))).lost).toEqual([]);
  });

  test('a digest given up as late leaves its channel silent too', async () => {
    await subscribe(store.subscriptions);
    await plan();
    await pass(slot, 'late');
    expect(await silences(later(1))).toMatchObject([{ slot, state: 'expired' }]);
  });

  test.each(['pause', 'remove', 'stop'] as const)(
    'nobody waits for a digest after %s, whether planned or not',
    async (how) => {
      const { id } = await subscribe(store.subscriptions);
      const other = await subscribe(store.subscriptions);
      const end = async (subscription: number) => {
        if (how === 'stop')
          await store.subscriptions.stopAll(draft().place, { reason: 'gone', remedy: 'none' }, slot);
        else await store.subscriptions[how](subscription);
      };
      await end(id);
      expect((await silences(later(1))).map(({ subscription }) => subscription)).not.toContain(id);
      await plan();
      await end(other.id);
      expect(await silences(later(1))).toEqual([]);
    },
  );

  test('each channel is named once, the longest silent first', async () => {
    const { id } = await subscribe(store.subscriptions);
    await plan(later(12));
    const { id: second } = await subscribe(store.subscriptions);
    await plan(later(24));
    expect(await silences(later(24))).toMatchObject([
      { subscription: id, slot, state: 'missed' },
      { subscription: second },
    ]);
    expect(await store.digestMonitor.silences(later(24), 1)).toHaveLength(1);
  });
});
