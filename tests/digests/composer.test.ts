import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Edition } from '../../src/digests/content/edition.ts';
import { type Composer, createComposer } from '../../src/digests/delivery/composer.ts';
import type { Entry } from '../../src/entries/entry.ts';
import type { Store } from '../../src/store/store.ts';
import { stores } from '../contracts/stores.ts';
import { sampleEntry } from '../entries/sample-entry.ts';
import { created, draft, slot } from './drafts.ts';

let store: Store;
let close: () => Promise<void>;
let entries: Entry[];
let reads: string[];
let composer: Composer;

beforeEach(async () => {
  const [sqlite] = stores;
  ({ store, close } = await sqlite.open({ now: () => created }));
  entries = [sampleEntry('a', { tags: ['gulf'] }), sampleEntry('b')];
  reads = [];
  await store.revisions.recordAll(entries, created);
  composer = createComposer({
    entries: () => entries,
    editions: {
      remember: (edition: Edition) => store.editions.remember(edition),
      read: (id) => {
        reads.push(id);
        return store.editions.read(id);
      },
    },
  });
});
afterEach(() => close());

async function subscriber(topics = draft().topics) {
  return { ...draft({ topics }), createdAt: created, edition: await composer.currentEdition(topics) };
}

test('channels that know the same and ask for the same get one digest, composed once', async () => {
  const one = await subscriber();
  const two = { ...(await subscriber()), place: { ...draft().place, channel: 'C2' } };
  entries = [sampleEntry('a', { tags: ['gulf'], status: 'closed' }), sampleEntry('b')];
  const digests = await Promise.all([one, two].map((each) => composer.compose(each, slot, slot)));
  expect(digests[0]).toBe(digests[1]);
  expect(reads).toHaveLength(1);
  expect(digests[0]?.told).toEqual({ changed: { a: 1 }, unchanged: ['b'], missing: [] });
});

test('whoever knows something else, or is elsewhere, gets another', async () => {
  const one = await subscriber();
  const gulf = await subscriber({ kind: 'some', entries: [], tags: ['gulf'] });
  const tokyo = { ...one, schedule: { ...one.schedule, zone: 'Asia/Tokyo' } };
  const digests = await Promise.all([one, gulf, tokyo].map((each) => composer.compose(each, slot, slot)));
  expect(new Set(digests).size).toBe(3);
});

test('bookkeeping changes the edition and is no change', async () => {
  const one = await subscriber();
  entries = entries.map((entry) => ({ ...entry, as_of: '2026-02-06' }));
  const digest = await composer.compose(one, slot, slot);
  expect(digest.isEmpty).toBe(true);
  expect(digest.edition.id).not.toBe(one.edition);
});

test('what a store forgot is not claimed to be unchanged', async () => {
  const one = { ...(await subscriber()), edition: 'forgotten' };
  expect((await composer.compose(one, slot, slot)).isEmpty).toBe(false);
});

test('a failure of the store is not remembered', async () => {
  const one = await subscriber();
  let fails = true;
  const failing = createComposer({
    entries: () => entries,
    editions: {
      remember: async () => {},
      read: (id) => (fails ? Promise.reject(new Error('locked')) : store.editions.read(id)),
    },
  });
  await expect(failing.compose(one, slot, slot)).rejects.toThrow('locked');
  fails = false;
  await expect(failing.compose(one, slot, slot)).resolves.toMatchObject({ isEmpty: true });
});
