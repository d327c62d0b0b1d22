import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { silent, stores } from '../contracts/stores.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

describe.each(stores)('handled events on $name', ({ open, locate }) => {
  let store: Store;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ store, close } = await open());
  });
  afterAll(() => close());

  test('the first to claim an event has it, nobody after', async () => {
    expect(await store.handledEvents.claim('slack', 'Ev1', NOON)).toBe(true);
    expect(await store.handledEvents.claim('slack', 'Ev1', NOON)).toBe(false);
    expect(await store.handledEvents.claim('slack', 'Ev1', NOON.add({ hours: 1 }))).toBe(false);
  });

  test('whether an event was claimed can be asked without claiming it', async () => {
    expect(await store.handledEvents.wasClaimed('slack', 'Ev0')).toBe(false);
    expect(await store.handledEvents.claim('slack', 'Ev0', NOON)).toBe(true);
    expect(await store.handledEvents.wasClaimed('slack', 'Ev0')).toBe(true);
    expect(await store.handledEvents.wasClaimed('discord', 'Ev0')).toBe(false);
  });

  test('the same id on another platform is another event', async () => {
    expect(await store.handledEvents.claim('slack', '42', NOON)).toBe(true);
    expect(await store.handledEvents.claim('discord', '42', NOON)).toBe(true);
  });

  test('what is claimed briefly has one claimant too, and is no event of that id', async () => {
    expect(await store.handledEvents.claimBriefly('slack', 'T1', NOON)).toBe(true);
    expect(await store.handledEvents.claimBriefly('slack', 'T1', NOON)).toBe(false);
    expect(await store.handledEvents.claim('slack', 'T1', NOON)).toBe(true);
  });

  test('of many brief claims at once each id has one claimant, and all know in the end', async () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => `T${index % 700}\0`);
    const claims = await Promise.all(ids.map((id) => store.handledEvents.claimBriefly('slack', id, NOON)));
    expect(claims.map((isFirst, index) => isFirst === index < 700)).not.toContain(false);
    expect(await store.handledEvents.claimBriefly('slack', 'T1', NOON.add({ hours: 1 }))).toBe(false);
  });

  test('of brief claims that two programs make at once, in any order, one each wins', async () => {
    const { location, remove } = await locate();
    const programs = await Promise.all([1, 2].map(() => openStore({ location, log: silent })));
    const ids = Array.from({ length: 300 }, (_, index) => `at once ${index}`);
    const claimAll = ({ handledEvents }: Store, order: readonly string[]) =>
      Promise.all(order.map((id) => handledEvents.claimBriefly('slack', id, NOON)));
    const [one, other] = programs;
    if (!one || !other) throw new Error('expected two programs');
    const claims = await Promise.all([claimAll(one, ids), claimAll(other, ids.toReversed())]);
    expect(claims.flat().filter(Boolean)).toHaveLength(ids.length);
    await Promise.all(programs.map((program) => program.close()));
    await remove();
  });

  describe('an event that takes time to handle', () => {
    const leaseOf = (owner: string, minutes: number) => ({ owner, until: NOON.add({ minutes }) });

    test('is its first claimant’s, until the lease runs out; then it is the next one’s, who is told', async () => {
      const { handledEvents } = store;
      expect(await handledEvents.begin('slack', 'Long1', leaseOf('one', 1), NOON)).toEqual({ kind: 'first' });
      for (const owner of ['one', 'other'])
        expect(await handledEvents.begin('slack', 'Long1', leaseOf(owner, 2), NOON)).toEqual({
          kind: 'busy',
          until: NOON.add({ minutes: 1 }),
        });
      expect(await handledEvents.wasClaimed('slack', 'Long1')).toBe(true);
      const later = NOON.add({ minutes: 1 });
      expect(await handledEvents.begin('slack', 'Long1', leaseOf('other', 2), later)).toEqual({
        kind: 'left',
      });
      expect(await handledEvents.begin('slack', 'Long1', leaseOf('third', 3), later)).toMatchObject({
        kind: 'busy',
      });
    });

    test('is nobody’s once it is handled, however late', async () => {
      const { handledEvents } = store;
      await handledEvents.begin('slack', 'Long2', leaseOf('one', 1), NOON);
      await handledEvents.finish('slack', 'Long2');
      const later = NOON.add({ hours: 1 });
      expect(await handledEvents.begin('slack', 'Long2', leaseOf('other', 90), later)).toEqual({
        kind: 'done',
      });
      await handledEvents.claim('slack', 'Short', NOON);
      expect(await handledEvents.begin('slack', 'Short', leaseOf('other', 90), later)).toEqual({
        kind: 'done',
      });
    });

    test('stays whose it is for as long as that one renews it, and is not renewed by another', async () => {
      const { handledEvents } = store;
      await handledEvents.begin('slack', 'Long3', leaseOf('one', 1), NOON);
      await handledEvents.begin('slack', 'Long4', leaseOf('one', 1), NOON);
      await handledEvents.renew('slack', ['Long3', 'unknown'], leaseOf('one', 5));
      await handledEvents.renew('slack', ['Long4'], leaseOf('other', 5));
      await handledEvents.renew('slack', [], leaseOf('one', 9));
      const later = NOON.add({ minutes: 3 });
      expect(await handledEvents.begin('slack', 'Long3', leaseOf('other', 9), later)).toEqual({
        kind: 'busy',
        until: NOON.add({ minutes: 5 }),
      });
      expect(await handledEvents.begin('slack', 'Long4', leaseOf('other', 9), later)).toEqual({
        kind: 'left',
      });
    });

    test('is begun, and taken over, by one of many processes', async () => {
      const { location, remove } = await locate();
      const programs = await Promise.all([1, 2, 3].map(() => openStore({ location, log: silent })));
      for (const [at, kind] of [
        [NOON, 'first'],
        [NOON.add({ minutes: 1 }), 'left'],
      ] as const) {
        const turns = await Promise.all(
          [...programs, ...programs].map((program, n) =>
            program.handledEvents.begin(
              'slack',
              'Long5',
              { owner: `${n}`, until: at.add({ minutes: 1 }) },
              at,
            ),
          ),
        );
        expect(turns.map((turn) => turn.kind).toSorted()).toEqual(
          [kind, ...Array.from({ length: 5 }, () => 'busy')].toSorted(),
        );
      }
      await Promise.all(programs.map((program) => program.close()));
      await remove();
    });
  });

  test('of many claims at once one wins', async () => {
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => store.handledEvents.claim('web', 'at-once', NOON)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  test('of two programs one wins, and a restart forgets nothing', async () => {
    const { location, remove } = await locate();
    const one = await openStore({ location, log: silent });
    const other = await openStore({ location, log: silent });
    const claims = await Promise.all(
      [one, other, one, other].map((program) => program.handledEvents.claim('slack', 'Ev2', NOON)),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    await one.close();
    await other.close();

    const restarted = await openStore({ location, log: silent });
    expect(await restarted.handledEvents.claim('slack', 'Ev2', NOON)).toBe(false);
    await restarted.close();
    await remove();
  });

  test('an event is forgotten once it is older than the time given, so that it could be claimed again', async () => {
    await store.handledEvents.claim('slack', 'old', NOON);
    await store.handledEvents.claim('slack', 'new', NOON.add({ seconds: 1 }));
    await store.handledEvents.forget(NOON.add({ seconds: 1 }));
    expect(await store.handledEvents.claim('slack', 'old', NOON)).toBe(true);
    expect(await store.handledEvents.claim('slack', 'new', NOON)).toBe(false);
  });
});
