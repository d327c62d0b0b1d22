import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { editionOf } from '../../src/digests/content/edition.ts';
import { contentHash } from '../../src/entries/revisions/content-hash.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { created, subscribe } from '../digests/drafts.ts';
import { sampleEntry } from '../entries/sample-entry.ts';

const later = created.add({ hours: 24 });

describe.each(stores)('editions on $name', ({ open }) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, close } = await open({ now: () => created }));
  });
  afterEach(() => close());

  const old = sampleEntry('a', { title: 'As it was' });
  const edition = editionOf(new Map([['a', contentHash(old)]]));

  test('gives back the entries as they read then', async () => {
    await store.revisions.recordAll([old], created);
    await store.revisions.recordAll([sampleEntry('a', { title: 'As it is' })], later);
    await store.editions.remember(edition);
    await store.editions.remember(edition);
    expect(await store.editions.read(edition.id)).toEqual(edition);
    expect(await store.editions.entriesAs(edition.revisions)).toEqual([old]);
    expect(await store.editions.read('unknown')).toBeUndefined();
  });

  test('tells which content it no longer has', async () => {
    await store.editions.remember(edition);
    expect(await store.editions.read(edition.id)).toEqual(edition);
    expect(await store.editions.entriesAs(edition.revisions)).toEqual([]);
  });

  test('content that came back is given once', async () => {
    await store.revisions.recordAll([old], created);
    await store.revisions.recordAll([sampleEntry('a', { title: 'Meanwhile' })], later);
    await store.revisions.recordAll([old], later);
    expect(await store.editions.entriesAs(edition.revisions)).toEqual([old]);
  });

  test('is kept as long as a channel was told it last', async () => {
    await store.editions.remember(edition);
    const { id } = await subscribe(store.subscriptions, {}, edition.id);
    await store.editions.forget(later);
    expect(await store.editions.read(edition.id)).toBeDefined();
    await store.subscriptions.remove(id);
    await store.editions.forget(later);
    expect(await store.editions.read(edition.id)).toBeUndefined();
  });
});

test('an edition has the same id whatever the order', () => {
  expect(
    editionOf(
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    ).id,
  ).toBe(
    editionOf(
      new Map([
        ['b', '2'],
        ['a', '1'],
      ]),
    ).id,
  );
  expect(editionOf(new Map([['a', '1']])).id).not.toBe(editionOf(new Map([['a', '2']])).id);
});
