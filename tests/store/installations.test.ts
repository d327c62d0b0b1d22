import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';

const NOON = Temporal.Instant.from('2026-02-05T12:00:00Z');

describe.each(stores)('Slack installations on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ store, close } = await open());
  });
  afterAll(() => close());

  test('are kept, replaced and removed by their id', async () => {
    const { installations } = store;
    await installations.save({ id: 'T1', sealed: 'first', savedAt: NOON });
    await installations.save({ id: 'T1', sealed: 'second', savedAt: NOON.add({ hours: 1 }) });
    expect(await installations.get('T1')).toEqual({
      id: 'T1',
      sealed: 'second',
      savedAt: NOON.add({ hours: 1 }),
    });
    await installations.remove('T1');
    expect(await installations.get('T1')).toBeUndefined();
    await installations.remove('T1');
  });

  test('a suspension lasts until the app is installed again', async () => {
    const { installations } = store;
    await installations.save({ id: 'T2', sealed: 'x', savedAt: NOON });
    await installations.suspend('T2', 'token_revoked');
    expect(await installations.get('T2')).toMatchObject({ suspendedBecause: 'token_revoked' });
    expect(await installations.suspended()).toEqual([{ id: 'T2', reason: 'token_revoked' }]);
    await installations.save({ id: 'T2', sealed: 'y', savedAt: NOON });
    expect(await installations.suspended()).toEqual([]);
    await installations.suspend('T9', 'never installed');
  });

  test('what is sealed is replaced only where nobody else has replaced it, and a suspension stays', async () => {
    const { installations } = store;
    await installations.save({ id: 'T4', sealed: 'old', savedAt: NOON });
    await installations.suspend('T4', 'token_revoked');
    expect(await installations.all()).toContainEqual(expect.objectContaining({ id: 'T4', sealed: 'old' }));
    expect(await installations.replaceSealed('T4', 'other', 'new')).toBe(false);
    expect(await installations.replaceSealed('T4', 'old', 'new')).toBe(true);
    expect(await installations.get('T4')).toEqual({
      id: 'T4',
      sealed: 'new',
      savedAt: NOON,
      suspendedBecause: 'token_revoked',
    });
  });

  test('a workspace is reached through its organisation until that is removed', async () => {
    const { installations } = store;
    await installations.save({ id: 'E1', sealed: 'x', savedAt: NOON });
    await installations.linkTeam('T3', 'E1');
    await installations.linkTeam('T3', 'E1');
    expect(await installations.installationOf('T3')).toBe('E1');
    const all = await installations.all();
    expect(all.find(({ id }) => id === 'E1')).toEqual({
      id: 'E1',
      sealed: 'x',
      savedAt: NOON,
      teams: ['T3'],
    });
    expect(all.find(({ id }) => id === 'T2')?.teams).toEqual([]);
    await installations.remove('E1');
    expect(await installations.installationOf('T3')).toBeUndefined();
  });
});
