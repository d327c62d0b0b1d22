import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Place } from '../../src/digests/subscription.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { created, slot, subscribe } from '../digests/drafts.ts';

const why = { reason: 'the channel was deleted', remedy: 'Subscribe another channel.' };
const at = slot.add({ minutes: 1 });

describe.each(stores)('a place that is lost, on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, close } = await open());
    for (const place of Object.values(places)) await subscribe(store.subscriptions, { place });
  });
  afterEach(() => close());

  const places = {
    lost: { platform: 'discord', workspace: 'G1', channel: 'C1' },
    nextDoor: { platform: 'discord', workspace: 'G1', channel: 'C2' },
    otherServer: { platform: 'discord', workspace: 'G2', channel: 'C1' },
    otherPlatform: { platform: 'slack', workspace: 'G1', channel: 'C1' },
  } as const satisfies Record<string, Place>;

  async function states(): Promise<Record<string, string | undefined>> {
    const found = await Promise.all(
      Object.entries(places).map(async ([name, place]) => {
        const [subscription] = await store.subscriptions.in(place);
        return [name, subscription?.state.kind] as const;
      }),
    );
    return Object.fromEntries(found);
  }

  test('stops what goes to a channel, with reason and remedy, and nothing else', async () => {
    expect(await store.subscriptions.stopAll(places.lost, why, at)).toBe(1);
    expect(await states()).toEqual({
      lost: 'stopped',
      nextDoor: 'active',
      otherServer: 'active',
      otherPlatform: 'active',
    });
    const [stopped] = await store.subscriptions.in(places.lost);
    expect(stopped?.state).toEqual({ kind: 'stopped', ...why, at });
  });

  test('stops what goes anywhere in a workspace', async () => {
    const { platform, workspace } = places.lost;
    expect(await store.subscriptions.stopAll({ platform, workspace }, why, at)).toBe(2);
    expect(await states()).toEqual({
      lost: 'stopped',
      nextDoor: 'stopped',
      otherServer: 'active',
      otherPlatform: 'active',
    });
  });

  test('a paused subscription stays paused, and the first reason stands', async () => {
    const [paused] = await store.subscriptions.in(places.nextDoor);
    await store.subscriptions.pause(paused?.id ?? 0);
    await store.subscriptions.stopAll(places.lost, why, at);
    const { platform, workspace } = places.lost;
    expect(await store.subscriptions.stopAll({ platform, workspace }, { ...why, reason: 'later' }, at)).toBe(
      0,
    );
    expect(await states()).toMatchObject({ lost: 'stopped', nextDoor: 'paused' });
    expect((await store.subscriptions.in(places.lost))[0]?.state).toMatchObject({ reason: why.reason });
  });

  test('plans no more for it, until it is resumed', async () => {
    await store.subscriptions.stopAll(places.lost, why, at);
    const due = async () => (await store.outbox.due(slot, slot.add({ hours: 240 }), 10)).subscriptions;
    const [stopped] = await store.subscriptions.in(places.lost);
    expect((await due()).map(({ id }) => id)).not.toContain(stopped?.id);
    await store.subscriptions.resume(stopped?.id ?? 0, created);
    expect((await due()).map(({ id }) => id)).toContain(stopped?.id);
  });
});
