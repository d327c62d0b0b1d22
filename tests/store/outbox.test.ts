import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimedDelivery, Page, Position, Settlement, Told } from '../../src/digests/delivery/outbox.ts';
import { planSlots } from '../../src/digests/delivery/plan.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { created, draft, furthest, GRACE, planDue, slot, subscribe } from '../digests/drafts.ts';

const LEASE = { minutes: 1 };
const told: Told = {
  changed: { a: 2 },
  added: ['b'],
  back: ['d'],
  gone: { c: 'Old talks' },
  uncompared: [],
  unchanged: [],
  missing: [],
  unreadable: [],
};

describe.each(stores)('the outbox on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, close } = await open());
  });
  afterEach(() => close());

  const plan = (now = slot) => planDue(store.outbox, now);

  function claim(now = slot, changed: Partial<Parameters<Store['outbox']['claim']>[0]> = {}) {
    return store.outbox.claim({
      owner: 'p1',
      platform: 'slack',
      now,
      leasedUntil: now.add(LEASE),
      limit: 10,
      perWorkspace: 10,
      except: [],
      ...changed,
    });
  }

  async function claimOne(now = slot): Promise<ClaimedDelivery> {
    const [delivery] = await claim(now);
    if (!delivery) throw new Error('expected a delivery to claim');
    return delivery;
  }

  function settle(delivery: ClaimedDelivery, settlement: Omit<Settlement, 'now'>, owner = 'p1') {
    return store.outbox.settle(delivery, owner, { now: slot, ...settlement });
  }

  test('a slot becomes one delivery, and the subscription moves on to the next', async () => {
    const { id } = await subscribe(store.subscriptions);
    await plan();
    expect(await claim()).toMatchObject([{ subscription: id, slot, state: 'planned', failures: 0 }]);
    expect(await store.outbox.due(slot, furthest, 100)).toEqual({ subscriptions: [] });
    const [subscription] = await store.subscriptions.in(draft().place);
    expect(subscription?.nextAt).toEqual(slot.add({ hours: 24 }));
  });

  test('processes that plan at the same time make one delivery of a slot', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        subscribe(store.subscriptions, {
          place: { platform: 'slack', workspace: 'T1', channel: `C${index}` },
        }),
      ),
    );
    const { subscriptions: due } = await store.outbox.due(slot, furthest, 100);
    await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        store.outbox.plan(planSlots(index % 2 ? due : due.toReversed(), slot, GRACE), due, slot),
      ),
    );
    expect(await claim(slot, { limit: 100, perWorkspace: 100 })).toHaveLength(20);
  });

  test('page by page, all that can be read comes once, whatever lies between', async () => {
    const place = (channel: string) => ({ platform: 'slack', workspace: 'T1', channel }) as const;
    // Written as it is; only reading it back fails.
    const unreadable = { ...draft(), schedule: { ...draft().schedule, zone: 'Mars/Olympus' } };
    const start = { createdAt: created, nextAt: slot, edition: 'e0' };
    const ids: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      if (index === 0 || index === 1 || index === 4)
        await expect(store.subscriptions.add(unreadable, start)).rejects.toThrow('time zone');
      ids.push((await subscribe(store.subscriptions, { place: place(`C${index}`) })).id);
    }
    await store.subscriptions.resume(ids[5] ?? 0, slot.subtract({ hours: 1 }));
    const { due, ahead } = store.outbox;
    const earliestFirst = [ids[5], ...ids.slice(0, 5)];
    for (const size of [1, 2, 3, 9, 100]) {
      const found = await allPages((after) => due(slot, furthest, size, after));
      expect(found, `${size} at a time`).toEqual(earliestFirst);
      const before = slot.subtract({ hours: 2 });
      expect(await allPages((after) => ahead(before, size, after)), `${size} at a time`).toEqual(ids);
    }
  });

  async function allPages(page: (after?: Position) => Promise<Page>): Promise<readonly number[]> {
    const found: number[] = [];
    let after: Position | undefined;
    do {
      const { subscriptions, end } = await page(after);
      found.push(...subscriptions.map(({ id }) => id));
      after = end;
    } while (after);
    return found;
  }

  test('a slot that was planned once is never planned again, whatever the clock does', async () => {
    const { id } = await subscribe(store.subscriptions);
    await plan();
    await settle(await claimOne(), { event: 'empty' });
    await store.subscriptions.resume(id, slot);
    await plan();
    expect(await claim()).toEqual([]);
  });

  test('a missed slot is written down and not sent', async () => {
    const { id } = await subscribe(store.subscriptions);
    const late = slot.add({ hours: 7 });
    await plan(late);
    expect(await claim(late)).toEqual([]);
    expect(await store.subscriptions.deliveries(id, 5)).toMatchObject([{ slot, state: 'missed' }]);
  });

  test('one process at a time has a delivery, until its lease runs out', async () => {
    await subscribe(store.subscriptions);
    await plan();
    const claims = await Promise.all(['p1', 'p2', 'p3'].map((owner) => claim(slot, { owner })));
    expect(claims.flat()).toHaveLength(1);
    expect(await claim(slot.add({ seconds: 59 }), { owner: 'p4' })).toEqual([]);
    expect(await claim(slot.add({ seconds: 60 }), { owner: 'p4' })).toMatchObject([{ state: 'planned' }]);
  });

  test('a lease that is renewed goes on', async () => {
    await subscribe(store.subscriptions);
    await plan();
    const { id } = await claimOne();
    await store.outbox.renew('p1', [id], slot.add({ minutes: 5 }));
    await store.outbox.renew('p2', [id], slot.add({ minutes: 9 }));
    expect(await claim(slot.add({ minutes: 4 }), { owner: 'p2' })).toEqual([]);
    expect(await claim(slot.add({ minutes: 5 }), { owner: 'p2' })).toHaveLength(1);
  });

  test('who lost the lease can write nothing', async () => {
    await subscribe(store.subscriptions);
    await plan();
    const mine = await claimOne();
    await claim(slot.add({ minutes: 1 }), { owner: 'p2' });
    expect(await settle(mine, { event: 'begin' })).toBe(false);
  });

  test('what was abandoned while sending is uncertain; what was not begun is not', async () => {
    await subscribe(store.subscriptions);
    await plan();
    expect(await settle(await claimOne(), { event: 'begin', edition: 'e1', told })).toBe(true);
    const later = slot.add({ minutes: 1 });
    expect(await claim(later, { owner: 'p2' })).toMatchObject([{ state: 'uncertain', begunAt: slot }]);
  });

  test('what was sent moves the channel to the edition that it was sent with', async () => {
    const { id } = await subscribe(store.subscriptions);
    await plan();
    const delivery = await claimOne();
    await settle(delivery, { event: 'begin', edition: 'e1', told });
    const [before] = await store.subscriptions.in(draft().place);
    expect(before).toMatchObject({ edition: 'e0' });
    await settle({ ...delivery, state: 'sending' }, { event: 'posted', messageId: 'm1' });
    const [after] = await store.subscriptions.in(draft().place);
    expect(after).toMatchObject({ edition: 'e1', toldAt: slot });
    expect(await store.subscriptions.deliveries(id, 5)).toMatchObject([{ state: 'sent', told }]);
    expect(await claim(slot.add({ hours: 1 }))).toEqual([]);
  });

  test('an older slot that is settled late does not take the channel back', async () => {
    await subscribe(store.subscriptions);
    await plan();
    const older = await claimOne();
    await settle(older, { event: 'begin', edition: 'e1', told });
    const tomorrow = slot.add({ hours: 24 });
    await plan(tomorrow);
    for (const delivery of await claim(tomorrow, { owner: 'p2' })) {
      if (delivery.state === 'uncertain')
        await settle(delivery, { event: 'unknown', notBefore: tomorrow }, 'p2');
      else {
        await settle(delivery, { event: 'begin', edition: 'e2', told }, 'p2');
        await settle({ ...delivery, state: 'sending' }, { event: 'posted' }, 'p2');
      }
    }
    const [again] = await claim(tomorrow, { owner: 'p3' });
    if (!again) throw new Error('expected the older delivery');
    await settle(again, { event: 'found' }, 'p3');
    const [subscription] = await store.subscriptions.in(draft().place);
    expect(subscription).toMatchObject({ edition: 'e2', toldAt: tomorrow });
  });

  test('what is postponed waits for its time, and failures are counted', async () => {
    await subscribe(store.subscriptions);
    await plan();
    const delivery = await claimOne();
    await settle(delivery, { event: 'begin' });
    const notBefore = slot.add({ seconds: 30 });
    await settle(
      { ...delivery, state: 'sending' },
      { event: 'postponed', notBefore, failed: true, reason: 'down' },
    );
    expect(await claim(slot.add({ seconds: 29 }))).toEqual([]);
    expect(await store.outbox.nextReady('slack', [])).toEqual(notBefore);
    expect(await claim(notBefore)).toMatchObject([{ failures: 1, state: 'planned' }]);
  });

  test('a refusal stops the subscription, visibly', async () => {
    const { id } = await subscribe(store.subscriptions);
    await plan();
    const delivery = await claimOne();
    await settle(delivery, { event: 'begin' });
    const stop = { reason: 'the channel is archived', remedy: 'unarchive it' };
    await settle({ ...delivery, state: 'sending' }, { event: 'refused', reason: stop.reason, stop });
    const [subscription] = await store.subscriptions.in(draft().place);
    expect(subscription?.state).toEqual({ kind: 'stopped', ...stop, at: slot });
    expect(await store.outbox.due(slot.add({ hours: 48 }), furthest, 10)).toEqual({ subscriptions: [] });
    await store.subscriptions.resume(id, slot.add({ hours: 48 }));
    const [resumed] = await store.subscriptions.in(draft().place);
    expect(resumed?.state).toEqual({ kind: 'active' });
  });

  test('workspaces take turns, and those held up are passed over', async () => {
    for (const [workspace, count] of [
      ['busy', 6],
      ['small', 1],
      ['held', 3],
    ] as const)
      for (let index = 0; index < count; index += 1)
        await subscribe(store.subscriptions, {
          place: { platform: 'slack', workspace, channel: `C${index}` },
        });
    await plan();
    const claimed = await claim(slot, { limit: 4, perWorkspace: 2, except: ['held'] });
    expect(Map.groupBy(claimed, ({ place }) => place.workspace)).toSatisfy(
      (byWorkspace: Map<string, unknown[]>) =>
        byWorkspace.get('busy')?.length === 2 &&
        byWorkspace.get('small')?.length === 1 &&
        byWorkspace.size === 2,
    );
  });

  test('a process that stops gives back what it had not begun', async () => {
    await subscribe(store.subscriptions);
    await plan();
    await claimOne();
    await store.outbox.release('p1');
    expect(await claim(slot, { owner: 'p2' })).toHaveLength(1);
  });

  test('a platform takes only its own deliveries', async () => {
    await subscribe(store.subscriptions, { place: { platform: 'web', workspace: 'local', channel: 'desk' } });
    await plan();
    expect(await claim()).toEqual([]);
    expect(await claim(slot, { platform: 'web' })).toHaveLength(1);
  });

  test('subscriptions: paused, rescheduled, removed', async () => {
    const { id } = await subscribe(store.subscriptions, { skipEmpty: true });
    await store.subscriptions.pause(id);
    expect(await store.outbox.due(slot, furthest, 10)).toEqual({ subscriptions: [] });
    const schedule = { days: [1 as const], time: '09:30', zone: 'Europe/London' };
    const changed = await store.subscriptions.reschedule(id, { schedule, skipEmpty: false }, slot);
    expect(changed).toMatchObject({
      id,
      schedule,
      skipEmpty: false,
      state: { kind: 'active' },
      edition: 'e0',
    });
    await store.subscriptions.remove(id);
    expect(await store.subscriptions.in(draft().place)).toEqual([]);
    expect(await store.subscriptions.reschedule(id, { schedule, skipEmpty: false }, slot)).toBeUndefined();
    expect(await store.outbox.due(slot, furthest, 10)).toEqual({ subscriptions: [] });
  });

  test('a delivery of a subscription that was removed meanwhile is claimed as such, to be withdrawn', async () => {
    const { id } = await subscribe(store.subscriptions);
    await plan();
    await store.subscriptions.remove(id);
    const delivery = await claimOne();
    expect(delivery.subscribed.state.kind).not.toBe('active');
    expect(await settle(delivery, { event: 'withdrawn' })).toBe(true);
  });

  test('the past is forgotten in time, the present is not', async () => {
    const removed = await subscribe(store.subscriptions);
    const kept = await subscribe(store.subscriptions);
    await plan();
    for (const delivery of await claim())
      if (delivery.subscription === removed.id) await settle(delivery, { event: 'empty' });
    await store.subscriptions.remove(removed.id);
    await store.outbox.forget(created);
    expect(await store.subscriptions.deliveries(removed.id, 5)).toHaveLength(1);
    await store.outbox.forget(slot.add({ hours: 1 }));
    expect(await store.subscriptions.deliveries(removed.id, 5)).toEqual([]);
    expect(await store.subscriptions.deliveries(kept.id, 5)).toHaveLength(1);
  });
});
